package ds.exercise.primarybackup;

/// What a store can be asked. A key that is not there has the empty value.
public sealed interface Operation {

  String key();

  /// Answered by [Result.Value].
  record Get(String key) implements Operation {}

  /// Answered, like [Append], by [Result.Done].
  record Put(String key, String value) implements Operation {}

  record Append(String key, String value) implements Operation {}
}
