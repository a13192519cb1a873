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

/// Does the same for fewer messages, and takes longer.
public final class FrugalBroadcaster implements Node<BroadcastMessage> {

  public FrugalBroadcaster(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    switch (event) {
      case Started(var recovered) -> {}
      case Received(var from, Broadcast(long value)) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: paragraph 5 of the handout is about 'Frugal'");
      case Received(var from, Stored m) -> {} // servers broadcast nothing of their own
      case Received(var from, BroadcastMessage.Peer m) -> {} // what servers say to each other
      case TimerFired(var timer) -> {}
    }
  }
}
