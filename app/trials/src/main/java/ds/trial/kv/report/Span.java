package ds.trial.kv.report;

import ds.core.Check;
import java.util.Locale;

/// The time that a page shows, and where moments lie in it.
///
/// @param begin as [System#nanoTime] told it
/// @param nanos how long it is
record Span(long begin, long nanos) {

  private static final long SECOND = 1_000_000_000;
  private static final int TICKS_MAX = 6;
  private static final long[] STEPS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600};

  Span {
    Check.that(nanos > 0, "something can be seen");
  }

  /// In thousandths of the whole.
  double at(long moment) {
    return Math.clamp((moment - begin) * 1_000.0 / nanos, 0, 1_000);
  }

  /// Seconds between two ticks.
  long step() {
    for (long step : STEPS) {
      if (nanos / (step * SECOND) <= TICKS_MAX) {
        return step;
      }
    }
    return nanos / SECOND / TICKS_MAX;
  }

  /// Such as `1:05`.
  String clock(long moment) {
    long seconds = Math.max(0, (moment - begin) / SECOND);
    return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
