package ds.exercise.exactlyonce;

import ds.core.Fact;

/// What users state besides their calls. Nobody but a user can.
sealed interface UserFact extends Fact {

  /// The user was told something that it did not wait for.
  record AnsweredUnasked(String answer) implements UserFact {}

  record Holds(String lock) implements UserFact {}

  /// Stated before the lock is released.
  record LetsGo(String lock) implements UserFact {}

  /// @param count how many clients have come so far
  /// @param unserved how many of them got no answer
  record Visited(int count, int unserved) implements UserFact {}
}
