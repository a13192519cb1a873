package broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.broadcast.BroadcastMessage;
import java.util.List;

/// Passes values on at once, or nearly so.
public final class Broadcaster implements Node<BroadcastMessage> {

  private final Post post;

  public Broadcaster(NodeId self, List<NodeId> servers) {
    this.post = new Post(self, servers, 50 * MILLISECOND);
  }

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    post.on(event, context);
  }
}
