package ds.exercise.exactlyonce;

/// What a user is answered.
public sealed interface Result {

  /// @param version how many puts the key has had, at least 1
  record Value(String value, long version) implements Result {}

  /// The key is not there. A put under any version but 0 has done nothing then.
  record Missing() implements Result {}

  /// The put was done.
  record Done() implements Result {}

  /// The key has another version: the put was not done, and never will be.
  record Conflict() implements Result {}

  /// Only the clerk says this: the put was done, or was not, and it cannot know which. It will not
  /// be done later.
  record Maybe() implements Result {}
}
