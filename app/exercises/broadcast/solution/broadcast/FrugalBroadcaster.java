package broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.broadcast.BroadcastMessage;
import java.util.List;
import java.util.Optional;

/// A [Broadcaster] that has time: values meet at one server, which passes on many at once.
public final class FrugalBroadcaster implements Node<BroadcastMessage> {

  private static final long PAUSE = 500 * MILLISECOND;

  private final Broadcaster broadcaster;

  public FrugalBroadcaster(NodeId self, List<NodeId> servers) {
    Spreading spreading = new Spreading(Optional.of(servers.getFirst()), PAUSE);
    this.broadcaster = new Broadcaster(self, servers, spreading);
  }

  @Override
  public void on(Event<BroadcastMessage> event, Context<BroadcastMessage> context) {
    broadcaster.on(event, context);
  }
}
