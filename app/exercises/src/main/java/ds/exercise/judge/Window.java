package ds.exercise.judge;

import ds.core.Context;

/// A stretch of virtual time, in milliseconds; its end does not belong to it.
public record Window(long from, long to) {

  /// All the time from `from` on.
  public static Window from(long from) {
    return new Window(from, Long.MAX_VALUE / Context.MILLISECOND);
  }

  public boolean contains(long nanoseconds) {
    return from * Context.MILLISECOND <= nanoseconds && nanoseconds < to * Context.MILLISECOND;
  }

  @Override
  public String toString() {
    return to == Long.MAX_VALUE / Context.MILLISECOND
        ? "after " + from + " ms"
        : "from " + from + " ms to " + to + " ms";
  }
}
