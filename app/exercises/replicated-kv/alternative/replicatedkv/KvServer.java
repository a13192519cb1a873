package replicatedkv;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.KvMessage.AskAnother;
import ds.exercise.replicatedkv.KvMessage.Reply;
import ds.exercise.replicatedkv.KvMessage.Request;
import ds.exercise.replicatedkv.Operation.Get;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A server of a replicated store, on a Raft of our own. Whoever is told by the log replies to the
/// client: it need not remember who waits for a write.
public final class KvServer implements Node<KvMessage> {

  private record Reader(NodeId client, long number, String key) {}

  private record Letter(NodeId to, KvMessage message) {}

  private final Store store = new Store();
  private final Consensus consensus;
  private final Map<Long, Reader> readers = new TreeMap<>();
  private final List<Letter> letters = new ArrayList<>();
  private long ticket;

  public KvServer(NodeId self, List<NodeId> servers) {
    consensus = new Consensus(self, servers, store, new Waiting());
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started(var recovered) -> consensus.onStarted(recovered, context);
      case TimerFired(var timer) -> consensus.onTimer(timer, context);
      case Received(var from, KvPeer message) -> consensus.onPeer(from, message, context);
      case Received(var from, Request request) -> onRequest(from, request, context);
      case Received(_, _) -> {} // nobody else talks to a server
    }
    letters.forEach(letter -> context.send(letter.to(), letter.message()));
    letters.clear();
  }

  private void onRequest(NodeId from, Request request, Context<KvMessage> context) {
    if (!consensus.isLeader()) {
      context.send(from, new AskAnother(request.number(), consensus.leader()));
    } else if (request.operation() instanceof Get(var key)) {
      ticket++;
      readers.put(ticket, new Reader(from, request.number(), key));
      consensus.read(ticket, context);
    } else {
      consensus.propose(from, request.number(), request.operation(), context);
    }
  }

  private final class Waiting implements Consensus.Watcher {

    @Override
    public void applied(long index, Entry entry) {
      if (consensus.isLeader() && entry.number() > 0) {
        letters.add(new Letter(entry.client(), store.reply(entry.client())));
      }
    }

    @Override
    public void readable(long read) {
      Reader reader = readers.remove(read);
      letters.add(new Letter(reader.client(), new Reply(reader.number(), store.get(reader.key()))));
    }

    @Override
    public void leadershipLost() {
      readers.clear();
    }
  }
}
