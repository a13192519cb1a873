package ds.protocol.kv;

import ds.core.Check;

/// The bounds of a store, in characters, each with its reason. They decide what a command does, so
/// all replicas of a store must agree on them.
///
/// @param keyMax a key is compared with a few dozen others whenever it is used
/// @param valueMax a value travels in one message and in one piece of a snapshot
/// @param storeMax of all keys and values: the store is held in memory
public record KvLimits(int keyMax, int valueMax, long storeMax) {

  public static final KvLimits DEFAULT = new KvLimits(1_024, 64 * 1_024, 256L * 1_024 * 1_024);

  public KvLimits {
    Check.that(keyMax > 0, "a key has a length");
    Check.that(valueMax > 0, "a value has a length");
    Check.that(storeMax > 0, "a store holds something");
  }
}
