package replicatedkv;

import ds.core.NodeId;
import ds.exercise.replicatedkv.KvMessage.Reply;
import ds.exercise.replicatedkv.Operation.Append;
import ds.exercise.replicatedkv.Operation.Get;
import ds.exercise.replicatedkv.Operation.Put;
import ds.exercise.replicatedkv.Result;
import ds.exercise.replicatedkv.Result.Value;
import ds.exercise.replicatedkv.Result.Written;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Values, and the last reply to each client.
final class Store {

  /// All of it, at one place in the log.
  record State(SortedMap<String, Value> values, SortedMap<NodeId, Reply> replies) {
    static final State NONE = new State(new TreeMap<>(), new TreeMap<>());

    State {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      replies = Collections.unmodifiableSortedMap(new TreeMap<>(replies));
    }
  }

  private SortedMap<String, Value> values = new TreeMap<>();
  private SortedMap<NodeId, Reply> replies = new TreeMap<>();

  void apply(Entry entry) {
    if (entry.number() > reply(entry.client()).number()) {
      replies.put(entry.client(), new Reply(entry.number(), execute(entry)));
    }
  }

  private Result execute(Entry entry) {
    Value before = get(entry.operation().key());
    String value =
        switch (entry.operation()) {
          case Get _ -> before.value();
          case Put put -> put.value();
          case Append append -> before.value() + append.value();
        };
    values.put(entry.operation().key(), new Value(value, before.version() + 1));
    return new Written(before.version() + 1);
  }

  Value get(String key) {
    return values.getOrDefault(key, new Value("", 0));
  }

  /// The newest reply to a client; its number is 0 if there was none.
  Reply reply(NodeId client) {
    return replies.getOrDefault(client, new Reply(0, new Written(0)));
  }

  State state() {
    return new State(values, replies);
  }

  void restore(State state) {
    values = new TreeMap<>(state.values());
    replies = new TreeMap<>(state.replies());
  }
}
