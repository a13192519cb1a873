package ds.workbench.kv.flags;

import ds.system.kv.front.server.Endpoint;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.Option;

/// The flags that say how much of a server one client may have.
final class LimitFlags {

  private static final long YEAR_NANOS = Duration.ofDays(366).toNanos();

  /// More than etcd advises nobody to take. A change has to fit into one frame between members and
  /// into one record of the journal, with room to spare.
  private static final int REQUEST_BYTES_MAX = 10 * 1024 * 1024;

  @Option(
      names = "--max-txn-ops",
      paramLabel = "N",
      defaultValue = "128",
      description = "Operations of one transaction (${DEFAULT-VALUE}).")
  private int txnOperations;

  @Option(
      names = "--max-request-bytes",
      paramLabel = "N",
      defaultValue = "1572864",
      description = "Size of a request, 10485760 at most (${DEFAULT-VALUE}).")
  private int requestBytes;

  @Option(
      names = "--max-concurrent-streams",
      paramLabel = "N",
      defaultValue = "65536",
      description = "Calls under way on one connection (${DEFAULT-VALUE}).")
  private long streams;

  @Option(
      names = "--grpc-keepalive-min-time",
      paramLabel = "SPAN",
      defaultValue = "5s",
      description =
          "A client that asks more often for a sign of life is hung up on (${DEFAULT-VALUE}).")
  private String clientMin;

  @Option(
      names = "--grpc-keepalive-interval",
      paramLabel = "SPAN",
      defaultValue = "2h",
      description = "When to ask a client that says nothing for a sign of life (${DEFAULT-VALUE}).")
  private String interval;

  @Option(
      names = "--grpc-keepalive-timeout",
      paramLabel = "SPAN",
      defaultValue = "20s",
      description = "How long to wait for it before hanging up (${DEFAULT-VALUE}).")
  private String timeout;

  /// What they say, once looked at.
  Endpoint.Limits limits() {
    demand("--max-txn-ops", txnOperations);
    demand("--max-request-bytes", requestBytes);
    if (requestBytes > REQUEST_BYTES_MAX) {
      throw Complaint.of(
          Exit.USAGE,
          "--max-request-bytes " + requestBytes,
          "expected " + REQUEST_BYTES_MAX + " at most");
    }
    demand("--max-concurrent-streams", streams);
    return new Endpoint.Limits(
        Endpoint.Limits.DEFAULT.connectionsMax(),
        (int) Math.min(Integer.MAX_VALUE, streams), // as many as there can be
        requestBytes,
        txnOperations,
        new Endpoint.KeepAlive(
            nanos("--grpc-keepalive-min-time", clientMin),
            nanos("--grpc-keepalive-interval", interval),
            nanos("--grpc-keepalive-timeout", timeout)));
  }

  private static void demand(String flag, long value) {
    if (value < 1) {
      throw Complaint.of(Exit.USAGE, flag + " " + value, "expected 1 or more");
    }
  }

  static long nanos(String flag, String text) {
    return Span.nanos(text)
        .filter(it -> it.signum() > 0 && it.compareTo(BigDecimal.valueOf(YEAR_NANOS)) <= 0)
        .map(BigDecimal::longValue)
        .orElseThrow(() ->
            Complaint.of(
                Exit.USAGE, flag + " " + text, "expected a span such as 5s, of a year at most"));
  }
}
