package ds.system.kv.store;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvError;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Refuses a transaction that would put a key twice, or put and delete it.
///
/// The rules are etcd's with their gaps. The branches of a nested transaction exclude each other,
/// so both may put a key. An open-ended deletion meets no put. What a nested transaction puts is
/// compared with the deletions beside it and with those of nested transactions before it, not with
/// those of later ones. So a key may yet be changed twice in one revision, and the store keeps both
/// changes in their order.
final class DuplicateKeys {

  private final SortedSet<Bytes> puts = new TreeSet<>();
  private final List<KeyRange> deletes = new ArrayList<>();
  private boolean found;

  private DuplicateKeys() {}

  static Optional<KvError> objection(Txn txn) {
    return of(txn.success()).found || of(txn.failure()).found
        ? Optional.of(KvError.DUPLICATE_KEY)
        : Optional.empty();
  }

  private static DuplicateKeys of(List<Operation> operations) {
    var keys = new DuplicateKeys();
    for (Operation operation : operations) {
      if (operation instanceof DeleteRange(var range, _) && !range.isOpen()) {
        keys.deletes.add(range);
      }
    }
    for (Operation operation : operations) {
      if (operation instanceof Txn nested) {
        keys.add(of(nested.success()), of(nested.failure()));
      }
    }
    for (Operation operation : operations) {
      if (operation instanceof Put put) {
        keys.put(put.key());
      }
    }
    return keys;
  }

  private void add(DuplicateKeys success, DuplicateKeys failure) {
    found |= success.found || failure.found;
    success.puts.forEach(this::put);
    for (Bytes key : failure.puts) {
      if (!success.puts.contains(key)) {
        put(key);
      }
    }
    deletes.addAll(success.deletes);
    deletes.addAll(failure.deletes);
  }

  private void put(Bytes key) {
    found |= !puts.add(key);
    for (KeyRange range : deletes) {
      found |= range.contains(key);
    }
  }
}
