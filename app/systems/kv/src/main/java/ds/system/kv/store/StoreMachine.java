package ds.system.kv.store;

import ds.core.Check;
import ds.core.Durable;
import ds.protocol.raft.log.Command;
import ds.protocol.rsm.Machine;
import ds.system.kv.auth.Auth;
import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvCommand.LiftAlarm;
import ds.system.kv.command.KvCommand.RaiseAlarm;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Alarms;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.command.KvResult.Granted;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.lease.Leases;
import ds.system.kv.store.versions.Store;
import java.util.List;
import java.util.Optional;

/// All that the members of a cluster agree on: keys, leases, users, roles and alarms.
///
/// A command is looked at from four sides before it changes anything: is it well formed, does an
/// alarm forbid it, may the client have it, and does the state allow it. The first objection is the
/// answer.
///
/// What a command has changed is asked for afterwards: [#changes], from the revision before it to
/// the one after.
public final class StoreMachine implements Machine {

  /// Every command pays for that many changes to be swept after a compaction: more than it makes
  /// itself, so that the sweeping catches up, and too few to be felt.
  private static final int SWEPT_PER_COMMAND = 16;

  /// So many keys are walked within some 100 µs. Below, an answer comes sooner than a view of the
  /// store would be made and its pages copied by the next writes.
  private static final int SEARCHED_IN_A_STEP = 1_000;

  private final Leases leases = new Leases();
  private final Auth auth = new Auth();
  private final RaisedAlarms alarms = new RaisedAlarms();
  private final Gate gate = new Gate(auth.permissions(), leases);

  private Store store = new Store();
  private Operations operations = new Operations(store, leases);

  /// Versions taken in from the snapshot that is being restored.
  private long restoredVersions;

  @Override
  public KvResult apply(Command command) {
    KvResult result =
        command instanceof KvCommand known ? answer(known) : refused(KvError.NOT_UNDERSTOOD);
    store.sweep(SWEPT_PER_COMMAND);
    return result;
  }

  /// Answers a [Operation#readsOnly] operation, by itself or by a client.
  @Override
  public KvResult query(Query query) {
    return switch (query) {
      case Operation operation when operation.readsOnly() -> answer(operation);
      case ByClient(var caller, Operation operation) when operation.readsOnly() ->
          answer(new ByClient(caller, operation));
      default -> refused(KvError.NOT_UNDERSTOOD);
    };
  }

  /// What is left to look for, if a query is for more keys than can be looked for within a step,
  /// and its client may have them.
  public Optional<Search> search(Query query) {
    return query instanceof KvCommand command
            && wanted(command) instanceof Operation operation
            && operation.readsOnly()
            && walked(operation, SEARCHED_IN_A_STEP) > SEARCHED_IN_A_STEP
            && objection(command).isEmpty()
        ? Optional.of(new Search(store, operation))
        : Optional.empty();
  }

  /// How many keys are walked to read something, whichever branch of a transaction is taken; so
  /// many at most, and more if there are more.
  private int walked(Operation operation, int most) {
    return switch (operation) {
      case Range range -> store.length(range.keys(), most);
      case Txn txn -> {
        int sum = 0;
        for (Compare condition : txn.conditions()) {
          sum += store.length(condition.keys(), Math.max(0, most - sum));
        }
        for (Operation inner : txn.success()) {
          sum += walked(inner, Math.max(0, most - sum));
        }
        for (Operation inner : txn.failure()) {
          sum += walked(inner, Math.max(0, most - sum));
        }
        yield sum;
      }
      case Put _, DeleteRange _ -> throw new IllegalStateException("a change is no question");
    };
  }

  private KvResult answer(KvCommand command) {
    Optional<KvError> objection = objection(command);
    return objection.isPresent() ? refused(objection.get()) : carryOut(wanted(command));
  }

  private static KvCommand wanted(KvCommand command) {
    return command instanceof ByClient(_, var inner) ? inner : command;
  }

  private Optional<KvError> objection(KvCommand command) {
    KvCommand wanted = wanted(command);
    Optional<KvError> objection = Requests.objection(wanted);
    if (objection.isEmpty()) {
      objection = alarms.objection(wanted);
    }
    if (objection.isEmpty() && command instanceof ByClient(var caller, _)) {
      objection = gate.objection(caller, wanted);
    }
    return objection;
  }

  private KvResult carryOut(KvCommand command) {
    return switch (command) {
      case Operation operation -> operations.apply(operation);
      case Compact(var revision) -> compact(revision);
      case LeaseGrant(var id, var ttl) -> grant(id, ttl);
      case LeaseRevoke(var id) -> revoke(id);
      case RaiseAlarm(var alarm) -> new Alarms(revision(), alarms.raise(alarm));
      case LiftAlarm(var alarm) -> new Alarms(revision(), alarms.lift(alarm));
      case AuthCommand rule -> auth.apply(rule).map(this::refused).orElseGet(this::done);
      case ByClient _ -> refused(KvError.NOT_UNDERSTOOD);
    };
  }

  private KvResult refused(KvError error) {
    return new Refused(error);
  }

  private KvResult done() {
    return new Done(revision());
  }

  private KvResult compact(long revision) {
    if (revision <= store.compacted()) {
      return refused(KvError.COMPACTED);
    }
    if (revision > store.revision()) {
      return refused(KvError.FUTURE_REVISION);
    }
    store.compact(revision);
    return done();
  }

  private KvResult grant(long id, long ttlSeconds) {
    if (id == 0) {
      return refused(KvError.LEASE_NOT_FOUND);
    }
    if (ttlSeconds > Leases.TTL_SECONDS_MAX) {
      return refused(KvError.LEASE_TTL_TOO_LARGE);
    }
    if (leases.has(id)) {
      return refused(KvError.LEASE_EXISTS);
    }
    long ttl = Math.max(1, ttlSeconds);
    leases.grant(id, ttl);
    return new Granted(revision(), id, ttl);
  }

  private KvResult revoke(long id) {
    if (!leases.has(id)) {
      return refused(KvError.LEASE_NOT_FOUND);
    }
    for (Bytes key : leases.keys(id)) {
      operations.delete(store.present(key));
    }
    leases.revoke(id);
    store.commit();
    return done();
  }

  /// The revision of the last change; 1 if there was none.
  public long revision() {
    return store.revision();
  }

  /// The oldest revision that can be read; -1 if there was no compaction.
  public long compacted() {
    return store.compacted();
  }

  /// What keys and values take in memory, about; a member compares it with its quota.
  public long sizeBytes() {
    return store.sizeBytes();
  }

  /// The changes of the revisions `from` to `to`, both included, in their order; a deletion is a
  /// change as well.
  ///
  /// @param from not before the last compaction
  public List<KeyValue> changes(long from, long to) {
    return store.changes(from, to);
  }

  /// What a key was before a change; empty if it was not there, or if that is compacted.
  public Optional<KeyValue> before(KeyValue change) {
    KeyValue before = store.before(change);
    return before.isDeletion() ? Optional.empty() : Optional.of(before);
  }

  /// Goes on throwing away what a compaction has made superfluous. A member may do so when it has
  /// nothing else to do; nothing that can be asked changes by it but [#sizeBytes].
  ///
  /// @param budget how many changes to look at
  /// @return whether nothing is left to do
  public boolean sweep(int budget) {
    return store.sweep(budget);
  }

  public Leases leases() {
    return leases;
  }

  public Auth auth() {
    return auth;
  }

  /// The alarms that are raised, in the order in which they were.
  public List<Alarm> alarms() {
    return alarms.raised();
  }

  @Override
  public StateView snapshot() {
    return new StateView(store, leases.ttls(), alarms.raised(), auth.snapshot());
  }

  @Override
  public void clear() {
    store = new Store();
    operations = new Operations(store, leases);
    leases.clear();
    auth.clear();
    alarms.clear();
    restoredVersions = 0;
  }

  @Override
  public void restore(Durable piece) {
    switch ((StatePiece) piece) {
      case StatePiece.Head(var revision, var compacted) -> store.restore(revision, compacted);
      case StatePiece.LeasePiece(var some) ->
          some.forEach(lease -> leases.grant(lease.id(), lease.ttlSeconds()));
      case StatePiece.RulesPiece(var rules) -> auth.restore(rules);
      case StatePiece.MoreRulesPiece(var rules) -> auth.restoreMore(rules);
      case StatePiece.AlarmPiece(var raised) -> raised.forEach(alarms::raise);
      case StatePiece.KeyPiece(var versions) -> versions.forEach(this::restore);
      case StatePiece.End(var versions) -> {
        Check.that(versions == restoredVersions, "a snapshot is restored as a whole");
        store.restored();
        attachKeys();
      }
    }
  }

  private void restore(KeyValue version) {
    store.restore(version);
    restoredVersions++;
  }

  /// What keys are attached to follows from their newest versions; older ones may name leases that
  /// have ended.
  private void attachKeys() {
    store.read(
        KeyRange.ALL,
        store.revision(),
        version -> {
          leases.move(version.key(), 0, version.lease());
          return true;
        });
  }
}
