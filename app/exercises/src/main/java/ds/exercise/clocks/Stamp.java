package ds.exercise.clocks;

import ds.core.NodeId;
import java.util.SortedMap;

/// What a server writes on an event, so that others can tell what came before it.
public sealed interface Stamp {

  /// A stamp is before another if its time is smaller.
  record Lamport(long time) implements Stamp {}

  /// A stamp is before another if no count of it is larger and one is smaller. A server that is not
  /// mentioned counts as 0.
  ///
  /// @param counts by server
  record Vector(SortedMap<NodeId, Long> counts) implements Stamp {}

  /// A stamp is before another if its wall time is smaller, or if it is the same and its count is
  /// smaller.
  ///
  /// @param wall in nanoseconds, near real time
  /// @param count tells events of the same wall time apart
  record Hybrid(long wall, long count) implements Stamp {}
}
