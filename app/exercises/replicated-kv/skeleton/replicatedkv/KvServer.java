package replicatedkv;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.KvMessage.Request;
import java.util.List;
import replicatedkv.KvPeer.ForRaft;

/// A server of a replicated store.
public final class KvServer implements Node<KvMessage> {

  public KvServer(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started(var recovered) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: begin with paragraph 1 of the handout, 'A Raft inside'");
      case TimerFired(var timer) -> {}
      case Received(var from, ForRaft(var message)) -> {}
      case Received(var from, Request request) -> {}
      case Received(_, _) -> {} // nobody else talks to a server
    }
  }
}
