package ds.system.kv.store;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Granted;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a store must answer, found by looking through a list of all versions that ever were.
///
/// Nothing is ever thrown away, and nothing is refused but by the state: the commands are well
/// formed.
final class NaiveStore {

  private final List<KeyValue> versions = new ArrayList<>();
  private final Map<Long, Long> leases = new TreeMap<>();
  private long revision = 1;
  private long compacted = -1;

  /// Changes of the command at work.
  private int changes;

  /// A command that has turned out to be impossible; what it has done so far is taken back.
  private static final class Impossible extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final KvError error;

    Impossible(KvError error) {
      this.error = error;
    }
  }

  KvResult apply(KvCommand command) {
    changes = 0;
    int before = versions.size();
    try {
      KvResult result = carryOut(command);
      revision = present();
      return result;
    } catch (Impossible impossible) {
      versions.subList(before, versions.size()).clear();
      return new Refused(impossible.error);
    }
  }

  private KvResult carryOut(KvCommand command) {
    return switch (command) {
      case Range range -> find(range, range.revision() < 0 ? range.at(0) : range);
      case Put put -> put(put, state(revision));
      case DeleteRange(var keys, var wantsPrevious) -> delete(keys, wantsPrevious);
      case Txn txn -> {
        Map<Bytes, KeyValue> before = state(revision);
        demandAll(chosen(txn, before), before);
        Transacted inner = transact(txn, before);
        yield new Transacted(present(), inner.succeeded(), inner.results());
      }
      case Compact(var to) -> compact(to);
      case LeaseGrant(var id, var ttl) -> {
        demand(leases.put(id, ttl) == null, KvError.LEASE_EXISTS);
        yield new Granted(revision, id, ttl);
      }
      case LeaseRevoke(var id) -> {
        demand(leases.remove(id) != null, KvError.LEASE_NOT_FOUND);
        state(revision).values().stream()
            .filter(version -> version.lease() == id)
            .forEach(this::delete);
        yield new Done(present());
      }
      default -> throw new AssertionError("no such command in this test: " + command);
    };
  }

  private static void demand(boolean condition, KvError error) {
    if (!condition) {
      throw new Impossible(error);
    }
  }

  private long present() {
    return changes == 0 ? revision : revision + 1;
  }

  /// What was there at a revision, or after what the command at work has done.
  private Map<Bytes, KeyValue> state(long at) {
    Map<Bytes, KeyValue> state = new TreeMap<>();
    for (KeyValue version : versions) {
      if (version.modified() <= at) {
        state.put(version.key(), version);
      }
    }
    state.values().removeIf(KeyValue::isDeletion);
    return state;
  }

  private Stream<KeyValue> within(KeyRange keys, Map<Bytes, KeyValue> state) {
    return state.values().stream().filter(version -> keys.contains(version.key()));
  }

  private Found find(Range asked, Range range) {
    demandReadable(range);
    var all = within(range.keys(), state(range.revision() <= 0 ? present() : range.revision()));
    List<KeyValue> items = new ArrayList<>(all.toList());
    int count = items.size();
    boolean isPlain =
        range.sort().order() == Order.NONE && range.modified().isAny() && range.created().isAny();
    int limit = asked.limit() <= 0 ? Integer.MAX_VALUE : (int) asked.limit();
    if (isPlain && items.size() > limit) {
      items = new ArrayList<>(items.subList(0, limit + 1)); // as etcd does
    }
    items.removeIf(it -> !range.modified().contains(it.modified()));
    items.removeIf(it -> !range.created().contains(it.created()));
    Comparator<KeyValue> comparator = comparator(range.sort().target());
    items.sort(range.sort().order() == Order.DESCENDING ? comparator.reversed() : comparator);
    if (range.detail() == Detail.COUNT_ONLY) {
      return new Found(present(), List.of(), count, false);
    }
    boolean more = items.size() > limit;
    Stream<KeyValue> shown = items.stream().limit(limit);
    return new Found(
        present(),
        (range.detail() == Detail.ALL ? shown : shown.map(KeyValue::withoutValue)).toList(),
        count,
        more);
  }

  private void demandReadable(Range range) {
    demand(range.revision() <= revision, KvError.FUTURE_REVISION);
    demand(range.revision() == 0 || range.revision() >= compacted, KvError.COMPACTED);
  }

  private static Comparator<KeyValue> comparator(Target target) {
    return switch (target) {
      case KEY -> Comparator.comparing(KeyValue::key);
      case VALUE -> Comparator.comparing(KeyValue::value);
      case VERSION -> Comparator.comparingLong(KeyValue::version);
      case CREATED -> Comparator.comparingLong(KeyValue::created);
      case MODIFIED -> Comparator.comparingLong(KeyValue::modified);
    };
  }

  /// @param before the state in which it must be possible
  private Stored put(Put put, Map<Bytes, KeyValue> before) {
    demandLease(put);
    demandKey(put, before);
    KeyValue old = state(present()).getOrDefault(put.key(), KeyValue.NONE);
    long created = old.isDeletion() ? revision + 1 : old.created();
    versions.add(
        new KeyValue(
            put.key(),
            put.keepsValue() ? old.value() : put.value(),
            created,
            revision + 1,
            changes++,
            old.version() + 1,
            put.keepsLease() ? old.lease() : put.lease()));
    return new Stored(
        revision + 1,
        put.wantsPrevious() && !old.isDeletion() ? Optional.of(old) : Optional.empty());
  }

  private void demandLease(Put put) {
    demand(put.lease() == 0 || leases.containsKey(put.lease()), KvError.LEASE_NOT_FOUND);
  }

  private static void demandKey(Put put, Map<Bytes, KeyValue> before) {
    boolean keeps = put.keepsValue() || put.keepsLease();
    demand(!keeps || before.containsKey(put.key()), KvError.KEY_NOT_FOUND);
  }

  private Deleted delete(KeyRange keys, boolean wantsPrevious) {
    List<KeyValue> old = within(keys, state(present())).toList();
    old.forEach(this::delete);
    return new Deleted(present(), old.size(), wantsPrevious ? old : List.of());
  }

  private void delete(KeyValue old) {
    versions.add(KeyValue.deletion(old.key(), revision + 1, changes++));
  }

  /// All puts are looked at before the first range is.
  private void demandAll(List<Operation> operations, Map<Bytes, KeyValue> before) {
    for (Operation operation : operations) {
      if (operation instanceof Put put) {
        demandKey(put, before);
        demandLease(put);
      }
    }
    for (Operation operation : operations) {
      if (operation instanceof Range range) {
        demandReadable(range);
      }
    }
  }

  private List<Operation> chosen(Txn txn, Map<Bytes, KeyValue> before) {
    boolean succeeded = txn.conditions().stream().allMatch(it -> holds(it, before));
    return (succeeded ? txn.success() : txn.failure())
        .stream()
            .flatMap(it -> it instanceof Txn inner ? chosen(inner, before).stream() : Stream.of(it))
            .toList();
  }

  private Transacted transact(Txn txn, Map<Bytes, KeyValue> before) {
    boolean succeeded = txn.conditions().stream().allMatch(it -> holds(it, before));
    List<Operation> operations = succeeded ? txn.success() : txn.failure();
    List<KvResult> results = new ArrayList<>();
    for (Operation operation : operations) {
      results.add(
          switch (operation) {
            case Put put -> put(put, before);
            case Txn nested -> transact(nested, before);
            case Range range -> find(range, range);
            default -> carryOut(operation);
          });
    }
    return new Transacted(0, succeeded, results);
  }

  private boolean holds(Compare condition, Map<Bytes, KeyValue> state) {
    List<KeyValue> compared = within(condition.keys(), state).toList();
    return compared.isEmpty()
        ? condition.holds(KeyValue.NONE)
        : compared.stream().allMatch(condition::holds);
  }

  private Done compact(long to) {
    demand(to > compacted, KvError.COMPACTED);
    demand(to <= revision, KvError.FUTURE_REVISION);
    compacted = to;
    return new Done(revision);
  }

  long revision() {
    return revision;
  }

  long compacted() {
    return compacted;
  }

  List<KeyValue> changes(long from, long to) {
    return versions.stream().filter(it -> it.modified() >= from && it.modified() <= to).toList();
  }

  /// What a key was before a change, as long as that can be read.
  Optional<KeyValue> before(KeyValue change) {
    int index = versions.indexOf(change);
    return versions.subList(0, index).reversed().stream()
        .filter(it -> it.key().equals(change.key()))
        .findFirst()
        .filter(it -> !it.isDeletion() && change.modified() - 1 >= compacted);
  }

  /// The keys attached to a lease, in order.
  List<Bytes> keys(long lease) {
    var keys = new TreeSet<Bytes>();
    state(revision).values().stream()
        .filter(it -> it.lease() == lease)
        .forEach(it -> keys.add(it.key()));
    return List.copyOf(keys);
  }
}
