package exactlyonce;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.Operation;
import ds.exercise.exactlyonce.Operation.Get;
import ds.exercise.exactlyonce.Operation.Put;
import ds.exercise.exactlyonce.Result;
import exactlyonce.KvPeer.Ask;
import exactlyonce.KvPeer.Tell;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Keeps values and counts their puts. It does whatever it is asked each time it is asked: a put
/// that has been done cannot be done again, as its version has passed.
public final class KvServer implements Node<KvMessage> {

  private record Entry(String value, long version) {
    static final Entry NONE = new Entry("", 0);
  }

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  public KvServer(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Received(var from, Ask(long number, var operation)) ->
          context.send(from, new Tell(number, execute(operation)));
      case Received(_, _) -> {} // nobody else talks to a server
      case Started(_) -> {}
      case TimerFired(_) -> {}
    }
  }

  private Result execute(Operation operation) {
    Entry entry = entries.getOrDefault(operation.key(), Entry.NONE);
    return switch (operation) {
      case Get _ ->
          entry.version == 0 ? new Result.Missing() : new Result.Value(entry.value, entry.version);
      case Put put -> put(put, entry);
    };
  }

  private Result put(Put put, Entry entry) {
    if (put.version() != entry.version) {
      return entry.version == 0 ? new Result.Missing() : new Result.Conflict();
    }
    entries.put(put.key(), new Entry(put.value(), entry.version + 1));
    return new Result.Done();
  }
}
