package broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.broadcast.BroadcastMessage;
import java.util.List;

/// Lets values wait, at both servers that pass them on, for others to go with them.
public final class FrugalBroadcaster implements Node<BroadcastMessage> {

  private final Post post;

  public FrugalBroadcaster(NodeId self, List<NodeId> servers) {
    this.post = new Post(self, servers, 300 * MILLISECOND);
  }

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    post.on(event, context);
  }
}
