package ds.lab.script.stage;

import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import java.util.List;

/// Puts what happens in one play into words, a line each.
public interface Narrator<M> {

  /// A node has taken a step.
  ///
  /// @return what a reader should be told at once; what a state shows later is not told here
  default List<String> step(Step<M> step) {
    return List.of();
  }

  /// The state of a node that is up. Nodes whose lines are equal share one.
  String state(NodeId id, Node<M> node);

  /// A message under way.
  default String message(M message) {
    return message.toString();
  }

  /// The name by which `deliver` picks a message.
  default String kind(M message) {
    return message.getClass().getSimpleName();
  }
}
