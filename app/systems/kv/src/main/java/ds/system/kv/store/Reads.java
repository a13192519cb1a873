package ds.system.kv.store;

import ds.system.kv.command.Compare;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Refused;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Target;
import ds.system.kv.store.versions.Searchable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Answers what changes nothing, from the keys as they are or as they were at some moment; and
/// decides what a transaction will do that does.
final class Reads {

  /// A transaction of which it is decided what it will do.
  ///
  /// @param nested the decided ones among `operations`, in their order
  record Decided(boolean succeeded, List<Operation> operations, List<Decided> nested) {

    /// The first objection to an operation, in the order in which they are carried out.
    Optional<KvError> objection(Function<Operation, Optional<KvError>> check) {
      int inner = 0;
      for (Operation operation : operations) {
        Optional<KvError> objection =
            operation instanceof Txn
                ? nested.get(inner++).objection(check)
                : check.apply(operation);
        if (objection.isPresent()) {
          return objection;
        }
      }
      return Optional.empty();
    }

    /// What comes of it, if `carryOut` is what comes of an operation that is no transaction.
    List<KvResult> results(Function<Operation, KvResult> carryOut) {
      List<KvResult> results = new ArrayList<>(operations.size());
      int inner = 0;
      for (Operation operation : operations) {
        if (operation instanceof Txn) {
          Decided decided = nested.get(inner++);
          results.add(new Transacted(0, decided.succeeded, decided.results(carryOut)));
        } else {
          results.add(carryOut.apply(operation));
        }
      }
      return results;
    }
  }

  private final Searchable source;

  Reads(Searchable source) {
    this.source = source;
  }

  /// Answers a [Operation#readsOnly] operation.
  KvResult answer(Operation operation) {
    return switch (operation) {
      case Range range -> answer(range);
      case Txn txn -> answer(txn);
      case Operation.Put _, Operation.DeleteRange _ ->
          throw new IllegalStateException("a change is no question");
    };
  }

  private KvResult answer(Range range) {
    Optional<KvError> objection = unreadable(Math.max(0, range.revision()));
    return objection.isPresent() ? new Refused(objection.get()) : find(range);
  }

  private KvResult answer(Txn txn) {
    Decided decided = decide(txn);
    Optional<KvError> objection = decided.objection(this::unread);
    return objection.isPresent()
        ? new Refused(objection.get())
        : new Transacted(source.revision(), decided.succeeded, decided.results(this::answerInside));
  }

  private KvResult answerInside(Operation operation) {
    return find((Range) operation);
  }

  /// A range of a transaction takes a negative revision by its word, one alone for the present.
  Optional<KvError> unread(Operation operation) {
    return operation instanceof Range range ? unreadable(range.revision()) : Optional.empty();
  }

  /// 0 is the present revision.
  private Optional<KvError> unreadable(long revision) {
    if (revision == 0) {
      return Optional.empty();
    }
    if (revision > source.revision()) {
      return Optional.of(KvError.FUTURE_REVISION);
    }
    return revision < source.compacted() ? Optional.of(KvError.COMPACTED) : Optional.empty();
  }

  /// Which branch is taken, of nested transactions too.
  Decided decide(Txn txn) {
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
    source.read(
        condition.keys(),
        source.revision(),
        version -> {
          any[0] = true;
          return condition.holds(version) || !failing.add(version);
        });
    return any[0] ? failing.isEmpty() : condition.holds(KeyValue.NONE);
  }

  /// Answers a range at a revision that can be read.
  Found find(Range range) {
    return Collected.from(source, range);
  }

  /// The items of a range on their way to the answer.
  ///
  /// The order of the steps is etcd's, and shows: all keys of the range are counted, then filtered,
  /// then sorted, then cut off by the limit. One case breaks it. Without an order and without
  /// filters the limit comes first, and the few that it lets through are sorted by their target.
  private static final class Collected {

    private final Range range;
    private final List<KeyValue> items = new ArrayList<>();
    private long count;
    private boolean more;

    private Collected(Range range) {
      this.range = range;
    }

    static Found from(Searchable source, Range range) {
      long at = range.revision() > 0 ? range.revision() : source.revision();
      var found = new Collected(range);
      found.collect(source, at);
      found.sort();
      found.cut();
      return new Found(source.revision(), List.copyOf(found.items), found.count, found.more);
    }

    private void collect(Searchable source, long at) {
      if (range.detail() == Detail.COUNT_ONLY) {
        source.read(range.keys(), at, _ -> count());
        return;
      }
      boolean limitComesFirst =
          range.limit() > 0
              && range.sort().order() == Order.NONE
              && range.modified().isAny()
              && range.created().isAny();
      long wanted = limitComesFirst ? range.limit() + 1 : Long.MAX_VALUE;
      source.read(
          range.keys(),
          at,
          version -> {
            if (count < wanted
                && range.modified().contains(version.modified())
                && range.created().contains(version.created())) {
              items.add(version);
            }
            return count();
          });
    }

    private boolean count() {
      count++;
      return true;
    }

    private void sort() {
      if (range.sort().order() == Order.DESCENDING) {
        items.sort(comparator(range.sort().target()).reversed());
      } else if (range.sort().target() != Target.KEY) {
        items.sort(comparator(range.sort().target()));
      }
    }

    private static Comparator<KeyValue> comparator(Target target) {
      return switch (target) {
        case KEY -> Comparator.comparing(KeyValue::key);
        case VERSION -> Comparator.comparingLong(KeyValue::version);
        case CREATED -> Comparator.comparingLong(KeyValue::created);
        case MODIFIED -> Comparator.comparingLong(KeyValue::modified);
        case VALUE -> Comparator.comparing(KeyValue::value);
      };
    }

    private void cut() {
      if (range.limit() > 0 && items.size() > range.limit()) {
        items.subList((int) range.limit(), items.size()).clear();
        more = true;
      }
      if (range.detail() == Detail.WITHOUT_VALUES) {
        items.replaceAll(KeyValue::withoutValue);
      }
    }
  }
}
