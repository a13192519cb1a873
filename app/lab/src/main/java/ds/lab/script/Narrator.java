package ds.lab.script;

import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import java.util.Optional;

/// Puts what happens in one play into words, a line each.
public interface Narrator<M> {

  /// A node has taken a step; for narrators that tell a node's state from its steps.
  default void stepped(Step<M> step) {}

  /// The state of a node that is up. Nodes whose lines are equal share one.
  String state(NodeId id, Node<M> node);

  /// What a reader should be told about a fact that a node stated; empty if its state tells enough.
  default Optional<String> fact(NodeId id, Fact fact) {
    return Optional.empty();
  }

  /// A message under way.
  default String message(M message) {
    return message.toString();
  }

  /// The name by which `deliver` picks a message.
  default String kind(M message) {
    return message.getClass().getSimpleName();
  }
}
