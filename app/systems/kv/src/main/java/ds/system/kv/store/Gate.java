package ds.system.kv.store;

import ds.system.kv.auth.Permissions;
import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvCommand.LiftAlarm;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.KvError;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.lease.Leases;
import java.util.List;
import java.util.Optional;

/// Whether a client may have a command carried out: nothing, or what is against it.
///
/// A transaction needs all that either of its branches needs, however deep it is nested. Early
/// releases of etcd 3.5 let nested operations, earlier versions and leases within a transaction
/// pass, and let anybody grant leases, compact and raise alarms; this is what the later ones ask.
final class Gate {

  private final Permissions permissions;
  private final Leases leases;

  Gate(Permissions permissions, Leases leases) {
    this.permissions = permissions;
    this.leases = leases;
  }

  Optional<KvError> objection(Caller caller, KvCommand command) {
    return switch (command) {
      case Operation operation -> objection(caller, operation);
      case AuthCommand _, RaiseAlarm _, LiftAlarm _ -> permissions.toAdminister(caller);
      case LeaseRevoke(var id) ->
          permissions.toTakePart(caller).or(() -> againstKeysOf(caller, id));
      case LeaseGrant _, Compact _ -> permissions.toTakePart(caller);
      case ByClient _ -> Optional.of(KvError.NOT_UNDERSTOOD);
    };
  }

  private Optional<KvError> objection(Caller caller, Operation operation) {
    return switch (operation) {
      case Range range -> permissions.toRead(caller, range.keys());
      case Put put -> objection(caller, put);
      case DeleteRange(var keys, var wantsPrevious) ->
          permissions
              .toWrite(caller, keys)
              .or(() -> wantsPrevious ? permissions.toRead(caller, keys) : Optional.empty());
      case Txn txn -> objection(caller, txn);
    };
  }

  private Optional<KvError> objection(Caller caller, Put put) {
    Optional<KvError> objection = permissions.toWrite(caller, put.key());
    if (objection.isPresent() || (put.lease() == 0 && !put.wantsPrevious())) {
      return objection;
    }
    return againstKeysOf(caller, put.lease())
        .or(() ->
            put.wantsPrevious()
                ? permissions.toRead(caller, KeyRange.single(put.key()))
                : Optional.empty());
  }

  private Optional<KvError> objection(Caller caller, Txn txn) {
    for (Compare condition : txn.conditions()) {
      Optional<KvError> objection = permissions.toRead(caller, condition.keys());
      if (objection.isPresent()) {
        return objection;
      }
    }
    return objection(caller, txn.success()).or(() -> objection(caller, txn.failure()));
  }

  private Optional<KvError> objection(Caller caller, List<Operation> operations) {
    for (Operation operation : operations) {
      Optional<KvError> objection = objection(caller, operation);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  /// Who cannot delete the keys of a lease can neither end it nor attach to it what would end with
  /// it.
  private Optional<KvError> againstKeysOf(Caller caller, long lease) {
    for (Bytes key : leases.keys(lease)) {
      Optional<KvError> objection = permissions.toWrite(caller, key);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }
}
