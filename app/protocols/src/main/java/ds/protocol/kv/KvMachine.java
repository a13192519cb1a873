package ds.protocol.kv;

import ds.core.Durable;
import ds.protocol.kv.KvCommand.Append;
import ds.protocol.kv.KvCommand.Delete;
import ds.protocol.kv.KvCommand.Put;
import ds.protocol.kv.KvCommand.PutIf;
import ds.protocol.kv.KvResult.Deleted;
import ds.protocol.kv.KvResult.NoKey;
import ds.protocol.kv.KvResult.NotUnderstood;
import ds.protocol.kv.KvResult.Stored;
import ds.protocol.kv.KvResult.TooLarge;
import ds.protocol.kv.KvResult.Value;
import ds.protocol.kv.KvResult.VersionMismatch;
import ds.protocol.raft.log.Command;
import ds.protocol.rsm.Machine;
import ds.protocol.rsm.state.PersistentMap;
import ds.protocol.rsm.state.Pieces;
import java.util.List;

/// A store of strings by name, each with a version that counts its changes.
///
/// A version is what makes a careful writer possible: whoever has read version 7 and puts under the
/// condition that it still is 7 cannot overwrite what it has not seen.
public final class KvMachine implements Machine {

  /// @param version 0 if there is no value
  private record Versioned(String value, long version) {
    private static final Versioned ABSENT = new Versioned("", 0);
  }

  /// A key with its value, in a snapshot.
  record KvItem(String key, String value, long version) {
    int size() {
      return 16 + key.length() + value.length();
    }
  }

  /// A part of a snapshot.
  record KvPiece(List<KvItem> items) implements Durable {
    KvPiece {
      items = List.copyOf(items);
    }
  }

  private final KvLimits limits;
  private PersistentMap<String, Versioned> values = PersistentMap.empty();

  /// The characters of all keys and values.
  private long size;

  public KvMachine(KvLimits limits) {
    this.limits = limits;
  }

  @Override
  public KvResult apply(Command command) {
    return switch (command) {
      case Put(var key, var value) -> store(key, value, valueOf(key));
      case PutIf(var key, var value, var version) -> storeIf(key, value, version);
      case Append(var key, var value) -> append(key, value);
      case Delete(var key) -> delete(key);
      default -> new NotUnderstood(); // clients may send whatever is a command
    };
  }

  @Override
  public KvResult query(Query query) {
    if (!(query instanceof KvQuery.Get(var key))) {
      return new NotUnderstood();
    }
    Versioned present = valueOf(key);
    return present.version == 0 ? new NoKey() : new Value(present.value, present.version);
  }

  private KvResult storeIf(String key, String value, long version) {
    Versioned present = valueOf(key);
    if (present.version == version) {
      return store(key, value, present);
    }
    return present.version == 0 ? new NoKey() : new VersionMismatch(present.version);
  }

  /// Looks at the length before it joins, so that too large a value is never made.
  private KvResult append(String key, String value) {
    Versioned present = valueOf(key);
    if (present.value.length() + (long) value.length() > limits.valueMax()) {
      return new TooLarge();
    }
    return store(key, present.value + value, present);
  }

  private KvResult store(String key, String value, Versioned present) {
    long sizeAfter = size - sizeOf(key, present) + key.length() + value.length();
    if (key.length() > limits.keyMax()
        || value.length() > limits.valueMax()
        || sizeAfter > limits.storeMax()) {
      return new TooLarge();
    }
    long version = present.version + 1;
    values = values.put(key, new Versioned(value, version));
    size = sizeAfter;
    return new Stored(version);
  }

  private KvResult delete(String key) {
    Versioned present = valueOf(key);
    if (present.version == 0) {
      return new NoKey();
    }
    values = values.remove(key);
    size -= sizeOf(key, present);
    return new Deleted();
  }

  private Versioned valueOf(String key) {
    return values.get(key, Versioned.ABSENT);
  }

  private static long sizeOf(String key, Versioned value) {
    return value.version == 0 ? 0 : key.length() + value.value.length();
  }

  @Override
  public Iterable<Durable> snapshot() {
    return Pieces.of(
        values,
        (key, value) -> new KvItem(key, value.value, value.version),
        KvItem::size,
        KvPiece::new);
  }

  @Override
  public void clear() {
    values = PersistentMap.empty();
    size = 0;
  }

  @Override
  public void restore(Durable piece) {
    for (KvItem item : ((KvPiece) piece).items) {
      values = values.put(item.key, new Versioned(item.value, item.version));
      size += item.key.length() + item.value.length();
    }
  }
}
