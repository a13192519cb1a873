package ds.system.kv.store;

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
import ds.system.kv.store.Reads.Decided;
import ds.system.kv.store.versions.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Carries out reads, puts, deletions and transactions.
///
/// Whether an operation can be carried out is decided before the first one changes anything, and
/// which branch of a transaction is taken as well, for nested ones too. So a transaction happens as
/// a whole or not at all.
final class Operations {

  private final Store store;
  private final Reads reads;
  private final Leases leases;

  Operations(Store store, Leases leases) {
    this.store = store;
    this.reads = new Reads(store);
    this.leases = leases;
  }

  KvResult apply(Operation operation) {
    KvResult result =
        switch (operation) {
          case Range range -> reads.answer(range);
          case Put put -> apply(put);
          case DeleteRange delete -> delete(delete);
          case Txn txn -> apply(txn);
        };
    store.commit();
    return result;
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
    Decided decided = reads.decide(txn);
    Optional<KvError> objection = objection(decided);
    if (objection.isPresent()) {
      return new Refused(objection.get());
    }
    List<KvResult> results = decided.results(this::carryOut);
    return new Transacted(store.revision(), decided.succeeded(), results);
  }

  /// The first objection is the one that etcd would tell: all puts are looked at before the first
  /// range is, and a missing key comes before a missing lease, other than in a put alone.
  private Optional<KvError> objection(Decided decided) {
    return decided.objection(this::withoutKeyOrLease).or(() -> decided.objection(reads::unread));
  }

  private Optional<KvError> withoutKeyOrLease(Operation operation) {
    return operation instanceof Put put
        ? withoutKey(put, store.present(put.key())).or(() -> withoutLease(put))
        : Optional.empty();
  }

  private KvResult carryOut(Operation operation) {
    return switch (operation) {
      case Range range -> reads.find(range);
      case Put put -> put(put, store.present(put.key()));
      case DeleteRange delete -> delete(delete);
      case Txn _ -> throw new IllegalStateException("a transaction inside is carried out in parts");
    };
  }
}
