package ds.runtime.transport;

import static ds.runtime.transport.TransportMetrics.Counter.TLS_RELOADED;
import static ds.runtime.transport.TransportMetrics.Counter.TLS_RELOAD_FAILED;

import ds.runtime.transport.tls.Credentials;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What all connections of one transport share.
///
/// @param advertised where peers may call back, once that is known
record Station(
    PeerIdentity self,
    TransportSettings settings,
    Optional<Credentials> tls,
    FrameReceiver receiver,
    TransportMetrics metrics,
    AtomicReference<Optional<InetSocketAddress>> advertised) {

  /// The credentials as their files hold them now.
  Optional<Credentials> credentials() {
    tls.ifPresent(credentials -> {
      switch (credentials.renew()) {
        case UNCHANGED -> {}
        case RENEWED -> metrics.increment(TLS_RELOADED);
        case USELESS -> metrics.increment(TLS_RELOAD_FAILED);
      }
    });
    return tls;
  }
}
