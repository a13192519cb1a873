package ds.exercise.exactlyonce;

/// What a store can be asked. Each of its keys has a version: how many puts it has had.
public sealed interface Operation {

  String key();

  /// Answered by [Result.Value] or [Result.Missing].
  record Get(String key) implements Operation {}

  /// Writes `value` if the key's version is `version`, which is 0 for a key that is not there.
  /// Answered by [Result.Done], [Result.Conflict], [Result.Missing] or [Result.Maybe].
  record Put(String key, String value, long version) implements Operation {}
}
