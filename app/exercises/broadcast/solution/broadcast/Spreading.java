package broadcast;

import ds.core.NodeId;
import java.util.List;
import java.util.Optional;

/// The way that new values take.
///
/// @param collector whom every server tells its new values, and who tells all; if there is none,
///   each server tells all by itself
/// @param pause how long the collector gathers values before it tells them
record Spreading(Optional<NodeId> collector, long pause) {

  /// To whom `self` tells what clients have told it.
  List<NodeId> fromClients(NodeId self, List<NodeId> others) {
    return collector.filter(it -> !it.equals(self)).map(List::of).orElse(others);
  }

  /// To whom `self` tells what servers have told it.
  List<NodeId> fromServers(NodeId self, List<NodeId> others) {
    return isCollector(self) ? others : List.of();
  }

  boolean isCollector(NodeId node) {
    return collector.filter(node::equals).isPresent();
  }
}
