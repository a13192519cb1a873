package ds.trial.kv.load;

import java.util.SortedMap;
import java.util.TreeMap;

/// What came of the requests that were answered in a span of time.
public final class Tally {

  private final Latencies latencies = new Latencies();
  private final SortedMap<String, Long> errors = new TreeMap<>();
  private long missing;
  private long longestSilence;

  /// Notes an answer.
  ///
  /// @param silence since the answer before
  public void succeeded(long nanos, long silence) {
    latencies.record(nanos);
    longestSilence = Math.max(longestSilence, silence);
  }

  void failed(String code) {
    errors.merge(code, 1L, Long::sum);
  }

  void missed() {
    missing++;
  }

  /// Adds what another span brought.
  public void add(Tally other) {
    latencies.add(other.latencies);
    other.errors.forEach((code, count) -> errors.merge(code, count, Long::sum));
    missing += other.missing;
    longestSilence = Math.max(longestSilence, other.longestSilence);
  }

  public Latencies latencies() {
    return latencies;
  }

  /// How many failed, by gRPC's code.
  public SortedMap<String, Long> errors() {
    return errors;
  }

  /// Reads that found nothing, where something was written before.
  public long missing() {
    return missing;
  }

  /// The longest time, in nanoseconds, that ended with a success and had none in it.
  public long longestSilence() {
    return longestSilence;
  }
}
