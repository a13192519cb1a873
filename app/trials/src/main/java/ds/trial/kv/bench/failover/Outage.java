package ds.trial.kv.bench.failover;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/// What one kill cost, in nanoseconds.
///
/// @param killed the member that led
/// @param silence from the last write that succeeded to the next one
/// @param election from the kill until another member said that it leads
/// @param recovery from its start anew until the killed one had caught up
/// @param errors what clients were told meanwhile, by code
public record Outage(
    int number,
    String killed,
    long silence,
    long election,
    long recovery,
    SortedMap<String, Long> errors) {

  /// What clients needed once there was another leader. They may be faster than who only watches.
  public long finding() {
    return Math.max(0, silence - election);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "kill %2d of %s   without a write %6.0f ms   another leader after %6.0f ms"
            + "   caught up %6.0f ms after its start   %s",
        number,
        killed,
        silence / 1e6,
        election / 1e6,
        recovery / 1e6,
        errors);
  }

  /// For a program to read.
  public Map<String, Object> fields(String contender) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("contender", contender);
    fields.put("kill", number);
    fields.put("member", killed);
    fields.put("silence_ms", silence / 1e6);
    fields.put("election_ms", election / 1e6);
    fields.put("recovery_ms", recovery / 1e6);
    fields.put("errors", errors);
    return fields;
  }
}
