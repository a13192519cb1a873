package exactlyonce;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.Operation.Get;
import ds.exercise.exactlyonce.Operation.Put;
import ds.exercise.exactlyonce.Result;
import exactlyonce.KvPeer.Answer;
import exactlyonce.KvPeer.Question;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Remembers with every value who put it, so that whoever repeats the last put of a key is told
/// that it was done. That is a memory of keys, not of clients.
public final class KvServer implements Node<KvMessage> {

  private record Entry(String value, long version, NodeId writer, long first) {}

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  public KvServer(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Received(var from, Question question) -> onQuestion(from, question, context);
      case Received(_, _) -> {} // nobody else talks to a server
      case Started(_) -> {}
      case TimerFired(_) -> {}
    }
  }

  private void onQuestion(NodeId from, Question question, Context<KvMessage> context) {
    String key = question.operation().key();
    Result result =
        switch (question.operation()) {
          case Get _ when !entries.containsKey(key) -> new Result.Missing();
          case Get _ -> new Result.Value(entries.get(key).value, entries.get(key).version);
          case Put put -> put(from, question.first(), put);
        };
    boolean isOwn =
        entries.containsKey(key)
            && entries.get(key).writer.equals(from)
            && entries.get(key).first == question.first();
    context.send(from, new Answer(question, result, isOwn));
  }

  private Result put(NodeId from, long first, Put put) {
    boolean isThere = entries.containsKey(put.key());
    long version = isThere ? entries.get(put.key()).version : 0;
    if (version == put.version()) {
      entries.put(put.key(), new Entry(put.value(), version + 1, from, first));
      return new Result.Done();
    }
    return isThere ? new Result.Conflict() : new Result.Missing();
  }
}
