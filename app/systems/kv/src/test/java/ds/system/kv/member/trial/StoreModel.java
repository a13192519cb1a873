package ds.system.kv.member.trial;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.ValueCompare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The store written down a second time and in the simplest way: each key's value and version.
///
/// Revisions are left to [Revisions], as things happen that no client of the history asked for.
record StoreModel() implements Model<StoreModel.Shelf, ds.system.kv.command.Operation, KvResult> {

  record Item(Bytes value, long version) {}

  record Shelf(SortedMap<Bytes, Item> items) {

    Shelf {
      items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    }

    Shelf with(Bytes key, Bytes value) {
      var more = new TreeMap<>(items);
      more.put(key, new Item(value, items.getOrDefault(key, ABSENT).version() + 1));
      return new Shelf(more);
    }

    Shelf without(KeyRange keys) {
      var fewer = new TreeMap<>(items);
      fewer.keySet().removeIf(keys::contains);
      return new Shelf(fewer);
    }

    List<Bytes> keys(KeyRange keys) {
      return items.keySet().stream().filter(keys::contains).toList();
    }
  }

  private static final Item ABSENT = new Item(Bytes.EMPTY, 0);

  @Override
  public Shelf initial() {
    return new Shelf(new TreeMap<>());
  }

  @Override
  public Optional<Shelf> step(Shelf shelf, ds.system.kv.command.Operation input, KvResult output) {
    return isAnswer(shelf, input, output) ? Optional.of(unseen(shelf, input)) : Optional.empty();
  }

  @Override
  public Shelf unseen(Shelf shelf, ds.system.kv.command.Operation input) {
    return switch (input) {
      case Range _ -> shelf;
      case Put put -> shelf.with(put.key(), put.value());
      case DeleteRange(var keys, _) -> shelf.without(keys);
      case Txn txn -> {
        Shelf after = shelf;
        for (var operation : branch(shelf, txn)) {
          after = unseen(after, operation);
        }
        yield after;
      }
    };
  }

  @Override
  public boolean onlyReads(Operation<ds.system.kv.command.Operation, KvResult> operation) {
    return operation.input() instanceof Range
        || operation
            .output()
            .filter(it -> it instanceof KvResult.Transacted done && !done.succeeded())
            .isPresent();
  }

  private static List<ds.system.kv.command.Operation> branch(Shelf shelf, Txn txn) {
    boolean succeeds = txn.conditions().stream().allMatch(it -> holds(shelf, it));
    return succeeds ? txn.success() : txn.failure();
  }

  private static boolean holds(Shelf shelf, Compare condition) {
    Item item = shelf.items().getOrDefault(condition.keys().key(), ABSENT);
    return switch (condition) {
      case ValueCompare(_, _, var expected) -> item.version() > 0 && item.value().equals(expected);
      case PropertyCompare(_, _, var relation, long expected) ->
          relation == Compare.Relation.GREATER
              ? item.version() > expected
              : item.version() == expected;
    };
  }

  private boolean isAnswer(Shelf shelf, ds.system.kv.command.Operation input, KvResult output) {
    return switch (input) {
      case Put _ -> output instanceof KvResult.Stored;
      case DeleteRange(var keys, boolean wantsPrevious) ->
          output instanceof KvResult.Deleted(_, long count, var previous)
              && count == shelf.keys(keys).size()
              && (!wantsPrevious || isThere(shelf, keys, previous));
      case Range range ->
          output instanceof KvResult.Found(_, var items, _, _)
              && isThere(shelf, range.keys(), items);
      case Txn txn ->
          output instanceof KvResult.Transacted(_, boolean succeeded, var results)
              && succeeded == txn.conditions().stream().allMatch(it -> holds(shelf, it))
              && areAnswers(shelf, branch(shelf, txn), results);
    };
  }

  private boolean areAnswers(
      Shelf shelf, List<ds.system.kv.command.Operation> operations, List<KvResult> results) {
    Shelf after = shelf;
    for (int i = 0; i < operations.size(); i++) {
      if (!isAnswer(after, operations.get(i), results.get(i))) {
        return false;
      }
      after = unseen(after, operations.get(i));
    }
    return true;
  }

  private static boolean isThere(Shelf shelf, KeyRange keys, List<KeyValue> found) {
    List<KeyValue> seen = new ArrayList<>(found);
    for (Bytes key : shelf.keys(keys)) {
      Item item = shelf.items().get(key);
      if (seen.isEmpty()
          || !seen.getFirst().key().equals(key)
          || !seen.getFirst().value().equals(item.value())
          || seen.removeFirst().version() != item.version()) {
        return false;
      }
    }
    return seen.isEmpty();
  }

  @Override
  public String describeState(Shelf shelf) {
    return "the store held " + shelf.items();
  }
}
