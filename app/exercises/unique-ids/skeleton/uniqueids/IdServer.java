package uniqueids;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.uniqueids.UniqueIdsMessage;
import ds.exercise.uniqueids.UniqueIdsMessage.Generate;
import ds.exercise.uniqueids.UniqueIdsMessage.Generated;
import java.util.List;

/// Gives ids that no other request ever gets, from this server or another.
public final class IdServer implements Node<UniqueIdsMessage> {

  public IdServer(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<UniqueIdsMessage> event, Context<UniqueIdsMessage> context) {
    switch (event) {
      case Started(var recovered) -> {}
      case Received(var from, Generate(var request)) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: begin with paragraph 1 of the handout, 'A number and a"
                  + " name'");
      case Received(var from, Generated m) -> {} // a server is given no ids
      case Received(var from, UniqueIdsMessage.Peer m) -> {} // only if servers talk to each other
      case TimerFired(var timer) -> {}
    }
  }
}
