package ds.protocol.kv;

import ds.protocol.rsm.Machine;

/// What the store answers.
public sealed interface KvResult extends Machine.Result {

  /// The key has a new value.
  ///
  /// @param version of the value: 1 for a key's first, and one more with each change
  record Stored(long version) implements KvResult {}

  record Deleted() implements KvResult {}

  record Value(String value, long version) implements KvResult {

    @Override
    public int size() {
      return 32 + value.length();
    }
  }

  /// The key is not there, and nothing was changed.
  record NoKey() implements KvResult {}

  /// The value has another version than expected, and nothing was changed.
  record VersionMismatch(long version) implements KvResult {}

  /// Key, value or store would be larger than [KvLimits] allows, and nothing was changed.
  record TooLarge() implements KvResult {}

  /// The store knows no such command or query, and nothing was changed.
  record NotUnderstood() implements KvResult {}
}
