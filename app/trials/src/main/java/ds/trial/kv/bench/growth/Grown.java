package ds.trial.kv.bench.growth;

import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Measured;
import ds.trial.kv.load.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One size, measured once.
///
/// @param pauses for garbage, while keys were written and while it was measured
public record Grown(
    String contender, Filled filled, int round, Measured measured, Latencies pauses) {

  /// @param bytes that the largest member had in memory when every key had been written once
  public record Filled(int members, int keys, long bytes) {}

  /// The heads of [#cells].
  static final List<String> HEADS =
      List.of(
          "members, keys",
          "server",
          "ops/s",
          "p50 ms",
          "p99 ms",
          "members' µs a write",
          "RSS MB filled",
          "loaded",
          "GC p99 ms",
          "GC max ms");

  /// Processor time of all members for one write, in microseconds.
  double cost() {
    double cores = measured.usage().cores().stream().mapToDouble(it -> it).sum();
    return 1e6 * cores / Math.max(1, measured.throughput());
  }

  /// Of the largest member at the end.
  long bytes() {
    return measured.usage().bytes().stream().mapToLong(it -> it).max().orElse(0);
  }

  List<String> cells() {
    return List.of(
        String.format(Locale.ROOT, "%d, %,d", filled.members(), filled.keys()),
        contender,
        String.format(Locale.ROOT, "%,.0f", measured.throughput()),
        millis(measured.millis(0.5)),
        millis(measured.millis(0.99)),
        String.format(Locale.ROOT, "%.0f", cost()),
        String.format(Locale.ROOT, "%.0f", filled.bytes() / 1e6),
        String.format(Locale.ROOT, "%.0f", bytes() / 1e6),
        pauses.count() == 0 ? "" : millis(pauses.quantile(0.99) / 1e6),
        pauses.count() == 0 ? "" : millis(pauses.max() / 1e6));
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// For a program to read.
  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("contender", contender);
    fields.put("members", filled.members());
    fields.put("keys", filled.keys());
    fields.put("filled_rss_bytes", filled.bytes());
    fields.put("round", round);
    fields.put("cpu_us_per_write", cost());
    fields.put("gc_pauses", pauses.count());
    fields.put("gc_p99_ms", pauses.quantile(0.99) / 1e6);
    fields.put("gc_max_ms", pauses.max() / 1e6);
    fields.putAll(Json.measured(measured));
    return fields;
  }

  @Override
  public String toString() {
    return String.join("   ", cells());
  }
}
