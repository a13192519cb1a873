package exactlyonce;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.KvMessage.Call;
import exactlyonce.KvPeer.Tell;
import java.util.List;

/// A clerk: sees one call of its user through at a time.
public final class KvClient implements Node<KvMessage> {

  private final NodeId server;

  public KvClient(NodeId self, List<NodeId> servers) {
    this.server = servers.getFirst();
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started(_) ->
          throw new UnsupportedOperationException(
              "no clerk is written yet: see paragraph 2 of the handout, 'The clerk'");
      case Received(var user, Call(var operation)) -> {}
      case Received(var from, Tell tell) -> {}
      case Received(_, _) -> {} // nobody says anything else to a clerk
      case TimerFired(var timer) -> {}
    }
  }
}
