package ds.runtime.transport;

import static ds.runtime.transport.TransportMetrics.Counter.TLS_RELOADED;
import static ds.runtime.transport.TransportMetrics.Counter.TLS_RELOAD_FAILED;

import ds.runtime.transport.tls.Credentials;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/// What all connections of one transport share.
///
/// @param advertised where peers may call back, once that is known
record Station(
    PeerIdentity self,
    TransportSettings settings,
    Optional<Credentials> tls,
    FrameReceiver receiver,
    TransportMetrics metrics,
    Supplier<Optional<InetSocketAddress>> advertised) {

  private static final int BRIEF_MAX = 200;

  /// What went wrong, for a log. A stranger's bytes may be quoted in it, as many as there were.
  static String brief(Throwable trouble) {
    String text = String.valueOf(trouble.getMessage());
    return text.length() <= BRIEF_MAX ? text : text.substring(0, BRIEF_MAX) + "…";
  }

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
