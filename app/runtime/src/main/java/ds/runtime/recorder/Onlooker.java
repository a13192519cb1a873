package ds.runtime.recorder;

import ds.core.Step;

/// Somebody who looks on while a node takes its steps, in the node's own process.
public interface Onlooker<M> {

  /// A step was taken. Called on the node's loop, which it must not hold up; what it throws is its
  /// own trouble, and it sees nothing further.
  ///
  /// @param began when, by [System#nanoTime]: of two nodes in one process, whoever sends a message
  ///   began before the one who receives it, though perhaps it is told later
  void stepped(Step<M> step, long began);
}
