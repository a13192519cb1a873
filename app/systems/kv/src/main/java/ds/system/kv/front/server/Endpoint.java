package ds.system.kv.front.server;

import ds.core.Check;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An address at which clients are served, with gRPC and with HTTP on the same port.
///
/// @param address port 0 for one that is free
/// @param tls absent where clients talk in the clear
public record Endpoint(
    InetSocketAddress address, Optional<Tls> tls, Limits limits, Purpose purpose) {

  /// For whom an address is.
  public enum Purpose {
    CLIENTS,

    /// For those who look on: the pages about health and the meters, and nothing else.
    WATCHERS
  }

  /// For clients.
  public Endpoint(InetSocketAddress address, Optional<Tls> tls, Limits limits) {
    this(address, tls, limits, Purpose.CLIENTS);
  }

  /// Files in PEM form.
  ///
  /// @param clientAuthority who must have signed a client's certificate; absent where clients need
  ///   none
  /// @param namesUsers whether the common name of such a certificate is the client's user, while
  ///   permissions are asked for
  public record Tls(
      Path certificate, Path key, Optional<Path> clientAuthority, boolean namesUsers) {}

  /// @param connectionsMax that one endpoint serves at once
  /// @param streamsPerConnectionMax calls under way on one connection
  /// @param requestBytesMax of a request
  /// @param txnOperationsMax of a transaction
  public record Limits(
      int connectionsMax,
      int streamsPerConnectionMax,
      int requestBytesMax,
      int txnOperationsMax,
      KeepAlive keepAlive) {

    /// The size of a request and of a transaction as etcd has them; connections and streams bounded
    /// where a machine with few cores has long had enough.
    public static final Limits DEFAULT = new Limits(16_384, 65_536, 1_572_864, 128);

    /// With etcd's signs of life.
    public Limits(
        int connectionsMax,
        int streamsPerConnectionMax,
        int requestBytesMax,
        int txnOperationsMax) {
      this(
          connectionsMax,
          streamsPerConnectionMax,
          requestBytesMax,
          txnOperationsMax,
          KeepAlive.DEFAULT);
    }

    public Limits {
      Check.that(
          connectionsMax > 0
              && streamsPerConnectionMax > 0
              && requestBytesMax > 0
              && txnOperationsMax > 0,
          "limits let something through");
    }
  }

  /// How the two ends of a connection on which nothing is said find out whether the other one is
  /// still there.
  ///
  /// @param clientNanosMin a client that asks more often is hung up on
  /// @param nanos after which this end asks
  /// @param patienceNanos how long it waits for an answer before it hangs up
  public record KeepAlive(long clientNanosMin, long nanos, long patienceNanos) {

    /// As etcd has them.
    public static final KeepAlive DEFAULT =
        new KeepAlive(
            TimeUnit.SECONDS.toNanos(5), TimeUnit.HOURS.toNanos(2), TimeUnit.SECONDS.toNanos(20));

    public KeepAlive {
      Check.that(
          clientNanosMin > 0 && nanos > 0 && patienceNanos > 0, "signs of life take some time");
    }
  }
}
