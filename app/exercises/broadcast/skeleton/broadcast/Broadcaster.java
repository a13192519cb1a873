package broadcast;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.broadcast.BroadcastMessage;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import java.util.List;

/// Stores what clients broadcast, and passes it on to all other servers.
public final class Broadcaster implements Node<BroadcastMessage> {

  public Broadcaster(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    switch (event) {
      case Started(var recovered) -> {}
      case Received(var from, Broadcast(long value)) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: begin with paragraph 1 of the handout, 'One server'");
      case Received(var from, Stored m) -> {} // servers broadcast nothing of their own
      case Received(var from, BroadcastMessage.Peer m) -> {} // what servers say to each other
      case TimerFired(var timer) -> {}
    }
  }
}
