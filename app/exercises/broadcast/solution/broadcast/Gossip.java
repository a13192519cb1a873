package broadcast;

import ds.core.Durable;
import ds.core.NodeId;
import ds.exercise.broadcast.BroadcastMessage;
import java.util.List;
import java.util.SortedMap;

/// What servers say to each other.
///
/// | a server says | another answers, if it knows more |
/// |---------------|-----------------------------------|
/// | [Values]      |                                   |
/// | [Known]       | [Values]                          |
sealed interface Gossip extends BroadcastMessage.Peer {

  /// A value with the place that its first server gave it.
  ///
  /// @param number 1, 2, 3, … among the values of `origin`
  record Entry(NodeId origin, int number, long value) implements Durable {}

  /// Here are some values.
  record Values(List<Entry> entries) implements Gossip {}

  /// The sender has the first so many values of each origin.
  record Known(SortedMap<NodeId, Integer> counts) implements Gossip {}
}
