package ds.workbench.door.cluster;

import java.util.Map;

/// How fast a cluster writes.
///
/// @param millis mean time of a write, or 0 if there was none
record Pace(double writesPerSecond, double millis) {

  private static final String COMMITS = "kv_commit_duration_seconds_count";
  private static final String WAITED = "kv_commit_duration_seconds_sum";

  /// By what members say of themselves at two looks. One that was not seen before, or counts from 0
  /// again, says nothing of the time between them.
  static Pace between(Map<String, Meters> before, Map<String, Meters> now, double seconds) {
    double writes = 0;
    double waited = 0;
    for (var member : now.entrySet()) {
      Meters last = before.getOrDefault(member.getKey(), Meters.NONE);
      Meters meters = member.getValue();
      double more = meters.get(COMMITS) - last.get(COMMITS);
      if (!last.values().isEmpty() && more > 0) {
        writes += more;
        waited += meters.get(WAITED) - last.get(WAITED);
      }
    }
    return new Pace(writes / seconds, writes == 0 ? 0 : 1_000 * waited / writes);
  }
}
