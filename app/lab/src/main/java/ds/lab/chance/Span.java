package ds.lab.chance;

import ds.core.Check;
import ds.core.Context;

/// A range of durations, both ends included.
///
/// @param min in nanoseconds, at least 0
/// @param max in nanoseconds, at least `min`
public record Span(long min, long max) {

  /// No time at all.
  public static final Span NONE = new Span(0, 0);

  public Span {
    Check.that(0 <= min && min <= max, "a span runs from 0 or more to its maximum");
  }

  /// A span in milliseconds.
  public static Span millis(long min, long max) {
    return new Span(min * Context.MILLISECOND, max * Context.MILLISECOND);
  }

  /// A span in microseconds.
  public static Span micros(long min, long max) {
    return new Span(min * Context.MILLISECOND / 1000, max * Context.MILLISECOND / 1000);
  }

  public long draw(Draws draws) {
    return draws.between(min, max);
  }

  @Override
  public String toString() {
    return Times.text(min) + ".." + Times.text(max);
  }
}
