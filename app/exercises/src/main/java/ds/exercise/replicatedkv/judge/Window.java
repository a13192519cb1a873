package ds.exercise.replicatedkv.judge;

import ds.core.Context;

/// A stretch of virtual time, in milliseconds; its end does not belong to it.
public record Window(long from, long to) {

  boolean contains(long nanoseconds) {
    return from * Context.MILLISECOND <= nanoseconds && nanoseconds < to * Context.MILLISECOND;
  }

  @Override
  public String toString() {
    return "from " + from + " ms to " + to + " ms";
  }
}
