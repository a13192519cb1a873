package ds.exercise.task;

import ds.lab.scenario.Roster;

/// Somebody's answer to an exercise: the classes it asks for. A test sees nothing else of it.
public interface Solution<M> {

  /// Nodes of a class that the exercise asks for, each with a new object.
  ///
  /// @param name the class's simple name, one of [Exercise#classes]
  Roster.Maker<M> nodes(String name);

  /// A new object of a class that is no node.
  ///
  /// @param name the class's simple name, one of [Exercise#classes]
  /// @param type what the class implements
  <T> T make(String name, Class<T> type);
}
