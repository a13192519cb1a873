package ds.runtime.host;

import java.util.concurrent.atomic.LongAdder;

/// Counters of a host, each from its start.
public final class HostMetrics {

  final LongAdder steps = new LongAdder();
  final LongAdder dropped = new LongAdder();
  final LongAdder malformed = new LongAdder();

  /// Events that nodes have handled.
  public long steps() {
    return steps.sum();
  }

  /// Messages that were lost here: to somebody who is not here, or because too many waited.
  public long dropped() {
    return dropped.sum();
  }

  /// Frames of peers that are no messages.
  public long malformed() {
    return malformed.sum();
  }
}
