package ds.protocol.kv;

import ds.protocol.rsm.Machine;

/// What asks about the store.
public sealed interface KvQuery extends Machine.Query {

  /// Answered by [KvResult.Value] or [KvResult.NoKey].
  record Get(String key) implements KvQuery {}
}
