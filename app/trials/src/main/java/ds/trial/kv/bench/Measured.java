package ds.trial.kv.bench;

import ds.trial.kv.load.Tally;
import java.util.List;

/// What a span under load brought, and what it cost.
public record Measured(Tally tally, Seconds seconds, Usage usage) {

  /// @param kept that count
  /// @param dropped because others used the machine
  /// @param isQuiet whether there were enough without them; otherwise all count
  public record Seconds(int kept, int dropped, boolean isQuiet) {}

  /// @param generator cores that the load itself used
  /// @param cores that each member used
  /// @param bytes that each member had in memory at the end
  public record Usage(double generator, List<Double> cores, List<Long> bytes) {}

  /// Answers a second.
  public double throughput() {
    return (double) tally.latencies().count() / Math.max(1, seconds.kept());
  }

  /// @return milliseconds that this share of the answers did not exceed
  public double millis(double share) {
    return tally.latencies().quantile(share) / 1e6;
  }

  public long errors() {
    return tally.errors().values().stream().mapToLong(it -> it).sum();
  }
}
