package replicatedkv;

import ds.core.Durable;
import ds.core.NodeId;
import ds.exercise.replicatedkv.Operation;
import ds.exercise.replicatedkv.Operation.Append;
import ds.exercise.replicatedkv.Operation.Get;
import ds.exercise.replicatedkv.Operation.Put;
import ds.exercise.replicatedkv.Result;
import ds.exercise.replicatedkv.Result.Value;
import ds.exercise.replicatedkv.Result.Written;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The state machine: values under keys, and what each client was answered last. Both change only
/// with the log, so they are equal on all servers.
final class Store {

  /// The newest call of a client. It waits for no older one any more.
  record Session(long number, Result result) {}

  /// All of the state, as of a place in the log.
  record Saved(SortedMap<String, Value> values, SortedMap<NodeId, Session> sessions)
      implements Durable {}

  private static final Value ABSENT = new Value("", 0);
  private static final Session NEVER_SEEN = new Session(0, ABSENT);

  private final SortedMap<String, Value> values = new TreeMap<>();
  private final SortedMap<NodeId, Session> sessions = new TreeMap<>();

  /// Carries out a request, unless it was carried out before.
  void apply(Execute request) {
    if (request.number() > newest(request.client())) {
      Result result = execute(request.operation());
      sessions.put(request.client(), new Session(request.number(), result));
    }
  }

  /// The number of the newest call that was carried out for a client; 0 if there was none.
  long newest(NodeId client) {
    return sessions.getOrDefault(client, NEVER_SEEN).number();
  }

  /// What a call was answered, if it is the client's newest.
  Optional<Result> answered(NodeId client, long number) {
    Session session = sessions.getOrDefault(client, NEVER_SEEN);
    return session.number() == number ? Optional.of(session.result()) : Optional.empty();
  }

  Value get(String key) {
    return values.getOrDefault(key, ABSENT);
  }

  private Result execute(Operation operation) {
    Value before = get(operation.key());
    return switch (operation) {
      case Get _ -> before;
      case Put(var key, var value) -> write(key, value, before);
      case Append(var key, var value) -> write(key, before.value() + value, before);
    };
  }

  private Result write(String key, String value, Value before) {
    values.put(key, new Value(value, before.version() + 1));
    return new Written(before.version() + 1);
  }

  Iterable<Durable> snapshot() {
    return List.of(new Saved(new TreeMap<>(values), new TreeMap<>(sessions)));
  }

  void restore(Saved saved) {
    values.clear();
    values.putAll(saved.values());
    sessions.clear();
    sessions.putAll(saved.sessions());
  }
}
