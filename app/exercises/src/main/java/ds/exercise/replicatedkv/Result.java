package ds.exercise.replicatedkv;

/// What the store answers.
public sealed interface Result {

  /// How many writes the key has had.
  long version();

  /// @param value empty if the key was never written; its version is 0 then
  record Value(String value, long version) implements Result {}

  /// @param version with this write
  record Written(long version) implements Result {}
}
