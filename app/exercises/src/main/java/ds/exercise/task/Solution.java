package ds.exercise.task;

import ds.lab.scenario.Roster;
import java.util.Optional;

/// Somebody's answer to an exercise: the classes it asks for. A test sees nothing else of it.
public interface Solution<M> {

  /// Nodes of a class that the exercise asks for, each with a new object.
  ///
  /// @param name the class's simple name, one of [Exercise#classes]
  Roster.Maker<M> nodes(String name);

  /// A new object of a class that is no node.
  ///
  /// @param name the class's simple name, one of [Exercise#classes]
  /// @param type an interface that the class implements. Whatever its methods throw is an exception
  ///   in words that name the line
  <T> T make(String name, Class<T> type);

  /// What the classes did behind their nodes' backs, in a sentence; empty if nothing was found.
  default Optional<String> trespass() {
    return Optional.empty();
  }
}
