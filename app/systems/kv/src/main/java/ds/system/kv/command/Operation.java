package ds.system.kv.command;

import ds.protocol.rsm.Machine;
import java.util.List;

/// What a transaction is made of; each is a command by itself as well.
///
/// | operation     | answered by             |
/// |---------------|-------------------------|
/// | [Range]       | [KvResult.Found]        |
/// | [Put]         | [KvResult.Stored]       |
/// | [DeleteRange] | [KvResult.Deleted]      |
/// | [Txn]         | [KvResult.Transacted]   |
///
/// The revision of a [Txn] within a [Txn] is 0 in its answer, as in etcd's.
///
/// One that reads only may be asked as a query, without a place in the log.
public sealed interface Operation extends KvCommand, Machine.Query
    permits Range, Operation.Put, Operation.DeleteRange, Operation.Txn {

  /// Whether it never changes anything.
  default boolean readsOnly() {
    return false;
  }

  /// @param lease to attach the key to, or 0 to attach it to none
  /// @param wantsPrevious whether the answer is to have the version that was replaced
  /// @param keepsValue whether only the lease changes; the key must be there
  /// @param keepsLease whether the key stays attached as it is; the key must be there
  record Put(
      Bytes key,
      Bytes value,
      long lease,
      boolean wantsPrevious,
      boolean keepsValue,
      boolean keepsLease)
      implements Operation {

    public static Put of(Bytes key, Bytes value) {
      return new Put(key, value, 0, false, false, false);
    }

    public static Put of(Bytes key, Bytes value, long lease) {
      return new Put(key, value, lease, false, false, false);
    }

    @Override
    public int size() {
      return 64 + key.length() + value.length();
    }
  }

  /// @param wantsPrevious whether the answer is to have the versions that were deleted
  record DeleteRange(KeyRange keys, boolean wantsPrevious) implements Operation {

    public static DeleteRange of(KeyRange keys) {
      return new DeleteRange(keys, false);
    }

    @Override
    public int size() {
      return 64 + keys.key().length() + keys.end().length();
    }
  }

  /// Carries out one of two lists, in one revision.
  ///
  /// All conditions, those of nested transactions included, are about the state before the first
  /// operation.
  ///
  /// @param conditions which must all hold
  /// @param success what is done if they do
  /// @param failure what is done if they do not
  record Txn(List<Compare> conditions, List<Operation> success, List<Operation> failure)
      implements Operation {

    public Txn {
      conditions = List.copyOf(conditions);
      success = List.copyOf(success);
      failure = List.copyOf(failure);
    }

    @Override
    public boolean readsOnly() {
      return allReadOnly(success) && allReadOnly(failure);
    }

    private static boolean allReadOnly(List<Operation> operations) {
      for (Operation operation : operations) {
        if (!operation.readsOnly()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public int size() {
      int size = 64 + 96 * conditions.size();
      for (Operation operation : success) {
        size += operation.size();
      }
      for (Operation operation : failure) {
        size += operation.size();
      }
      return size;
    }
  }
}
