package ds.system.kv.store;

import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.lease.Leases;
import ds.system.kv.store.versions.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Carries out reads, puts, deletions and transactions.
///
/// Whether an operation can be carried out is decided before the first one changes anything, and
/// which branch of a transaction is taken as well, for nested ones too. So a transaction happens as
/// a whole or not at all.
final class Operations {

  /// A transaction of which it is decided what it will do.
  ///
  /// @param nested the decided ones among `operations`, in their order
  private record Decided(boolean succeeded, List<Operation> operations, List<Decided> nested) {}

  private final Store store;
  private final Leases leases;

  Operations(Store store, Leases leases) {
    this.store = store;
    this.leases = leases;
  }

  KvResult apply(Operation operation) {
    KvResult result =
        switch (operation) {
          case Range range -> apply(range);
          case Put put -> apply(put);
          case DeleteRange delete -> delete(delete);
          case Txn txn -> apply(txn);
        };
    store.commit();
    return result;
  }

  private KvResult apply(Range range) {
    Optional<KvError> objection = unreadable(range.revision() > 0 ? range.revision() : 0);
    return objection.isPresent() ? new Refused(objection.get()) : Ranges.find(store, range);
  }

  /// Whether there is nothing against reading a range by itself.
  boolean isReadable(Range range) {
    return unreadable(Math.max(0, range.revision())).isEmpty();
  }

  /// 0 is the present revision.
  private Optional<KvError> unreadable(long revision) {
    if (revision == 0) {
      return Optional.empty();
    }
    if (revision > store.revision()) {
      return Optional.of(KvError.FUTURE_REVISION);
    }
    return revision < store.compacted() ? Optional.of(KvError.COMPACTED) : Optional.empty();
  }

  private KvResult apply(Put put) {
    KeyValue present = store.present(put.key());
    Optional<KvError> objection = withoutLease(put).or(() -> withoutKey(put, present));
    return objection.isPresent() ? new Refused(objection.get()) : put(put, present);
  }

  private Optional<KvError> withoutLease(Put put) {
    return put.lease() != 0 && !leases.has(put.lease())
        ? Optional.of(KvError.LEASE_NOT_FOUND)
        : Optional.empty();
  }

  private static Optional<KvError> withoutKey(Put put, KeyValue present) {
    return (put.keepsValue() || put.keepsLease()) && present.isDeletion()
        ? Optional.of(KvError.KEY_NOT_FOUND)
        : Optional.empty();
  }

  /// A transaction may have deleted the key whose value it keeps (see [DuplicateKeys]). Where etcd
  /// stops, we keep what is there then: nothing.
  private Stored put(Put put, KeyValue present) {
    long lease = put.keepsLease() ? present.lease() : put.lease();
    store.put(present, put.key(), put.keepsValue() ? present.value() : put.value(), lease);
    leases.move(put.key(), present.lease(), lease);
    return new Stored(
        store.revision(),
        put.wantsPrevious() && !present.isDeletion() ? Optional.of(present) : Optional.empty());
  }

  private Deleted delete(DeleteRange delete) {
    List<KeyValue> present = new ArrayList<>();
    store.read(delete.keys(), store.revision(), present::add);
    for (KeyValue version : present) {
      delete(version);
    }
    return new Deleted(
        store.revision(), present.size(), delete.wantsPrevious() ? present : List.of());
  }

  /// Deletes a key that is there, and detaches it from its lease.
  void delete(KeyValue present) {
    store.delete(present);
    leases.move(present.key(), present.lease(), 0);
  }

  private KvResult apply(Txn txn) {
    Decided decided = decide(txn);
    Optional<KvError> objection = objection(decided);
    if (objection.isPresent()) {
      return new Refused(objection.get());
    }
    List<KvResult> results = carryOut(decided);
    return new Transacted(store.revision(), decided.succeeded, results);
  }

  private Decided decide(Txn txn) {
    boolean succeeded = holds(txn.conditions());
    List<Operation> operations = succeeded ? txn.success() : txn.failure();
    List<Decided> nested = new ArrayList<>();
    for (Operation operation : operations) {
      if (operation instanceof Txn inner) {
        nested.add(decide(inner));
      }
    }
    return new Decided(succeeded, operations, nested);
  }

  private boolean holds(List<Compare> conditions) {
    for (Compare condition : conditions) {
      if (!holds(condition)) {
        return false;
      }
    }
    return true;
  }

  /// A range without any key is compared as a key that is not there.
  private boolean holds(Compare condition) {
    List<KeyValue> failing = new ArrayList<>();
    boolean[] any = {false};
    store.read(
        condition.keys(),
        store.revision(),
        version -> {
          any[0] = true;
          return condition.holds(version) || !failing.add(version);
        });
    return any[0] ? failing.isEmpty() : condition.holds(KeyValue.NONE);
  }

  /// The first objection is the one that etcd would tell: all puts are looked at before the first
  /// range is, and a missing key comes before a missing lease, other than in a put alone.
  private Optional<KvError> objection(Decided decided) {
    return objection(decided, this::withoutKeyOrLease).or(() -> objection(decided, this::unread));
  }

  private Optional<KvError> withoutKeyOrLease(Operation operation) {
    return operation instanceof Put put
        ? withoutKey(put, store.present(put.key())).or(() -> withoutLease(put))
        : Optional.empty();
  }

  /// A range of a transaction takes a negative revision by its word, one alone for the present.
  private Optional<KvError> unread(Operation operation) {
    return operation instanceof Range range ? unreadable(range.revision()) : Optional.empty();
  }

  private static Optional<KvError> objection(
      Decided decided, Function<Operation, Optional<KvError>> check) {
    int inner = 0;
    for (Operation operation : decided.operations) {
      Optional<KvError> objection =
          operation instanceof Txn
              ? objection(decided.nested.get(inner++), check)
              : check.apply(operation);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private List<KvResult> carryOut(Decided decided) {
    List<KvResult> results = new ArrayList<>(decided.operations.size());
    int inner = 0;
    for (Operation operation : decided.operations) {
      results.add(
          switch (operation) {
            case Range range -> Ranges.find(store, range);
            case Put put -> put(put, store.present(put.key()));
            case DeleteRange delete -> delete(delete);
            case Txn _ -> {
              Decided nested = decided.nested.get(inner++);
              yield new Transacted(0, nested.succeeded, carryOut(nested));
            }
          });
    }
    return results;
  }
}
