package ds.core;

/// Everything that can happen to a node.
public sealed interface Event<M> {

  /// The node starts, for the first time or again after a crash; always its first event.
  ///
  /// @param recovered what is left on its disk: the pieces of the newest checkpoint, then every
  ///   record persisted after it, in the order in which they were written. Empty at the first
  ///   start. Each record is whole: a damaged disk does not start.
  record Started<M>(Iterable<? extends Durable> recovered) implements Event<M> {}

  /// A message has arrived. Messages may be lost, doubled, late and out of order.
  record Received<M>(NodeId from, M message) implements Event<M> {}

  /// A timer has run out. It is no longer armed.
  record TimerFired<M>(Timer timer) implements Event<M> {}
}
