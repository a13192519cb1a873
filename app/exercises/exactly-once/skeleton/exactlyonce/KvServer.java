package exactlyonce;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.exactlyonce.KvMessage;
import exactlyonce.KvPeer.Ask;
import java.util.List;

/// Keeps values under keys, and counts the puts of each.
public final class KvServer implements Node<KvMessage> {

  public KvServer(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started(_) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: begin with paragraph 1 of the handout, 'The server'");
      case Received(var from, Ask ask) -> {}
      case Received(_, _) -> {} // nobody else talks to a server
      case TimerFired(_) -> {}
    }
  }
}
