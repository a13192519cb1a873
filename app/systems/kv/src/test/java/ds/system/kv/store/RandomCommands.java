package ds.system.kv.store;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.Compare.Property;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.Relation;
import ds.system.kv.command.Compare.ValueCompare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Sort;
import ds.system.kv.command.Range.Span;
import ds.system.kv.command.Range.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Commands of all kinds over a few keys and leases, so that they meet each other.
final class RandomCommands {

  private static final int LEASES = 5;

  private final Random random;
  private final int keyCount;

  RandomCommands(long seed, int keyCount) {
    this.random = new Random(seed);
    this.keyCount = keyCount;
  }

  /// @param revision of the store that it is for
  /// @param compacted the oldest revision that can be read there
  KvCommand next(long revision, long compacted) {
    int kind = random.nextInt(100);
    if (kind < 40) {
      return put();
    } else if (kind < 60) {
      return range(revision, compacted);
    } else if (kind < 70) {
      return delete();
    } else if (kind < 92) {
      return txn(revision, compacted, 2);
    } else if (kind < 94) {
      return new Compact(revision(revision, compacted));
    } else if (kind < 98) {
      return new LeaseGrant(lease(), 1 + random.nextInt(100));
    }
    return new LeaseRevoke(lease());
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private Bytes key() {
    String digits = Integer.toString(random.nextInt(keyCount), 6);
    return Bytes.of("k" + digits);
  }

  private Bytes value() {
    return Bytes.of(Integer.toString(random.nextInt(20), 36));
  }

  private long lease() {
    return 1L + random.nextInt(LEASES);
  }

  private KeyRange keys() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> KeyRange.single(key());
      case 2 -> KeyRange.from(key());
      case 3 -> KeyRange.prefix(key());
      case 4 -> KeyRange.ALL;
      default -> new KeyRange(key(), key());
    };
  }

  /// Mostly one that can be read.
  private long revision(long revision, long compacted) {
    long oldest = Math.max(0, compacted);
    return switch (random.nextInt(8)) {
      case 0 -> revision + 1;
      case 1 -> oldest - 1;
      case 2 -> oldest;
      default -> oldest + random.nextInt((int) Math.min(40, revision - oldest + 1));
    };
  }

  private Put put() {
    boolean keepsValue = oneIn(8);
    boolean keepsLease = oneIn(8);
    return new Put(
        key(),
        keepsValue ? Bytes.EMPTY : value(),
        !keepsLease && oneIn(4) ? lease() : 0,
        oneIn(2),
        keepsValue,
        keepsLease);
  }

  private DeleteRange delete() {
    return new DeleteRange(oneIn(2) ? KeyRange.single(key()) : keys(), oneIn(2));
  }

  private Range range(long revision, long compacted) {
    return new Range(
        keys(),
        oneIn(2) ? 0 : revision(revision, compacted),
        random.nextInt(6) - 1,
        new Sort(oneOf(Target.values()), oneOf(Order.values())),
        oneOf(Detail.values()),
        oneIn(3) ? span(revision) : Span.ANY,
        oneIn(3) ? span(revision) : Span.ANY);
  }

  private Span span(long revision) {
    long min = oneIn(3) ? 0 : Math.max(0, revision - random.nextInt(40));
    return new Span(min, oneIn(3) ? 0 : min + random.nextInt(20));
  }

  private Txn txn(long revision, long compacted, int depth) {
    Supplier<Operation> operation =
        () ->
            switch (random.nextInt(depth == 0 ? 6 : 7)) {
              case 0, 1, 2 -> put();
              case 3, 4 -> range(revision, compacted);
              case 5 -> delete();
              default -> txn(revision, compacted, depth - 1);
            };
    return new Txn(list(2, this::compare), list(4, operation), list(4, operation));
  }

  private Compare compare() {
    KeyRange keys = oneIn(3) ? keys() : KeyRange.single(key());
    Relation relation = oneOf(Relation.values());
    return oneIn(3)
        ? new ValueCompare(keys, relation, value())
        : new PropertyCompare(keys, oneOf(Property.values()), relation, random.nextInt(3));
  }

  private <T> List<T> list(int sizeMax, Supplier<? extends T> supplier) {
    List<T> list = new ArrayList<>();
    for (int size = random.nextInt(sizeMax + 1); list.size() < size; ) {
      list.add(supplier.get());
    }
    return list;
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
