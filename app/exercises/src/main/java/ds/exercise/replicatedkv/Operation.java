package ds.exercise.replicatedkv;

/// What the store can be asked. Each of its keys has a version: how many writes it has had.
public sealed interface Operation {

  String key();

  /// Answered by [Result.Value].
  record Get(String key) implements Operation {}

  /// Replaces the value. Answered by [Result.Written].
  record Put(String key, String value) implements Operation {}

  /// Adds to the end of the value; of a key that was never written it makes the value. Answered by
  /// [Result.Written].
  record Append(String key, String value) implements Operation {}
}
