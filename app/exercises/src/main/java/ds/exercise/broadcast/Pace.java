package ds.exercise.broadcast;

import static ds.core.Context.MILLISECOND;

/// When a client broadcasts.
///
/// @param start of the first value, in nanoseconds
/// @param pause on average between two values
/// @param values how many there are
/// @param patience after which it says again what was not stored
record Pace(long start, long pause, int values, long patience) {

  /// A few values a second.
  static final Pace EASY = new Pace(0, 100 * MILLISECOND, 20, 200 * MILLISECOND);

  /// Many servers are measured, after a second in which they may get to know each other. No value
  /// is said twice.
  static final Pace MEASURED =
      new Pace(1_000 * MILLISECOND, 250 * MILLISECOND, 20, 60_000 * MILLISECOND);
}
