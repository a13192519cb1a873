package ds.system.kv.store;

import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvError;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import java.util.List;
import java.util.Optional;

/// What can be said against a command whatever the state is.
///
/// The state machine looks at each command itself. A member does so before it proposes one, to
/// spare the log what would be refused.
public final class Requests {

  /// How deep transactions are nested: deeper than a member's front lets anybody go, and shallow
  /// enough for a stack.
  private static final int DEPTH_MAX = 64;

  private Requests() {}

  /// @param operationsMax of one transaction with those nested in it: a member's setting, as etcd's
  ///   `--max-txn-ops`, so that the state machine itself knows no such bound
  public static Optional<KvError> objection(KvCommand command, int operationsMax) {
    return command instanceof Operation operation
        ? objection(operation, operationsMax, DEPTH_MAX)
        : Optional.empty();
  }

  static Optional<KvError> objection(KvCommand command) {
    return objection(command, Integer.MAX_VALUE);
  }

  /// Whether a command may make the store larger. A transaction that may put does, also if its
  /// branch turns out not to; one that only deletes is how many a client makes room.
  public static boolean takesSpace(KvCommand command) {
    return switch (command) {
      case LeaseGrant _, Put _ -> true;
      case Txn txn -> anyTakesSpace(txn.success()) || anyTakesSpace(txn.failure());
      case ByClient(_, var inner) -> takesSpace(inner);
      default -> false;
    };
  }

  private static boolean anyTakesSpace(List<Operation> operations) {
    for (Operation operation : operations) {
      if (takesSpace(operation)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<KvError> objection(Operation operation, int operationsMax, int depth) {
    return switch (operation) {
      case Range(var keys, _, _, _, _, _, _) -> emptyKey(keys);
      case DeleteRange(var keys, _) -> emptyKey(keys);
      case Put put -> objection(put);
      case Txn txn -> objection(txn, operationsMax, depth);
    };
  }

  private static Optional<KvError> emptyKey(KeyRange keys) {
    return keys.key().isEmpty() ? Optional.of(KvError.EMPTY_KEY) : Optional.empty();
  }

  private static Optional<KvError> objection(Put put) {
    if (put.key().isEmpty()) {
      return Optional.of(KvError.EMPTY_KEY);
    }
    if (put.keepsValue() && !put.value().isEmpty()) {
      return Optional.of(KvError.VALUE_PROVIDED);
    }
    return put.keepsLease() && put.lease() != 0
        ? Optional.of(KvError.LEASE_PROVIDED)
        : Optional.empty();
  }

  private static Optional<KvError> objection(Txn txn, int operationsMax, int depth) {
    int count =
        Math.max(txn.conditions().size(), Math.max(txn.success().size(), txn.failure().size()));
    if (count > operationsMax || depth == 0) {
      return Optional.of(KvError.TOO_MANY_OPERATIONS);
    }
    for (Compare condition : txn.conditions()) {
      if (condition.keys().key().isEmpty()) {
        return Optional.of(KvError.EMPTY_KEY);
      }
    }
    return objection(txn.success(), operationsMax - count, depth - 1)
        .or(() -> objection(txn.failure(), operationsMax - count, depth - 1))
        .or(() -> depth == DEPTH_MAX ? DuplicateKeys.objection(txn) : Optional.empty());
  }

  private static Optional<KvError> objection(
      List<Operation> operations, int operationsMax, int depth) {
    for (Operation operation : operations) {
      Optional<KvError> objection = objection(operation, operationsMax, depth);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }
}
