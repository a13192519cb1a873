package ds.trial.kv.bench.growth;

import ds.trial.kv.bench.growth.Windows.Second;
import ds.trial.kv.bench.growth.Windows.Window;
import ds.trial.kv.load.Latencies;
import ds.trial.kv.load.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was seen of writes while snapshots were written, and while none was.
///
/// @param lengths of the snapshots from their begin to their end, in nanoseconds
/// @param bytes of the largest
/// @param seconds all that were measured, in their order
/// @param pauses for garbage
public record Snapshotted(
    List<Long> lengths, long bytes, List<Second> seconds, Memory memory, Latencies pauses) {

  /// What the largest member had in memory.
  ///
  /// @param before when every key was written and no snapshot any more
  /// @param peak while it was measured
  public record Memory(long before, long peak) {}

  /// Both kinds of seconds, as many of one as of the other.
  public Windows windows() {
    return Windows.of(seconds);
  }

  /// For a program to read.
  public Map<String, Object> fields() {
    Windows windows = windows();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("snapshot_seconds", lengths.stream().map(it -> it / 1e9).toList());
    fields.put("snapshot_bytes", bytes);
    fields.put("beside", fields(windows.beside()));
    fields.put("apart", fields(windows.apart()));
    fields.put("rss_bytes_before", memory.before());
    fields.put("rss_bytes_peak", memory.peak());
    fields.put("gc_pauses", pauses.count());
    fields.put("gc_p99_ms", pauses.quantile(0.99) / 1e6);
    fields.put("gc_max_ms", pauses.max() / 1e6);
    fields.put("timeline", seconds.stream().map(Snapshotted::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(Window window) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seconds", window.seconds().kept());
    fields.put("seconds_thrown_away", window.seconds().dropped());
    fields.put("quiet", window.seconds().isQuiet());
    fields.putAll(fields(window.tally(), 0.5, 0.99, 0.999, 1.0));
    fields.put("errors", window.tally().errors());
    return fields;
  }

  private static Map<String, Object> fields(Second second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("beside", second.isBeside());
    fields.put("foreign_cores", Math.round(second.foreign() * 100) / 100.0);
    fields.putAll(fields(second.tally(), 0.5, 0.99, 1.0));
    return fields;
  }

  private static Map<String, Object> fields(Tally tally, double... shares) {
    Latencies it = tally.latencies();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("writes", it.count());
    for (double share : shares) {
      fields.put("p%s_ms".formatted(100 * share), it.quantile(share) / 1e6);
    }
    return fields;
  }
}
