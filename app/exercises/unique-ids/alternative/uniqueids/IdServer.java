package uniqueids;

import ds.core.Context;
import ds.core.Durable;
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
///
/// An id is the server's place among all servers, the number of its life, and a number that begins
/// at 1 in each life. The disk only counts lives: one write at the start of each, and none for an
/// id. No id leaves before that write is durable, so the next life has another number than any life
/// that has given something.
public final class IdServer implements Node<UniqueIdsMessage> {

  /// The server has lived so many times, this life included.
  private record Lives(long count) implements Durable {}

  private final int place;
  private long life = 1;
  private long given;

  public IdServer(NodeId self, List<NodeId> servers) {
    this.place = servers.indexOf(self);
  }

  @Override
  public void on(Event<UniqueIdsMessage> event, Context<UniqueIdsMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context);
      case Received(var from, Generate(long request)) -> onGenerate(from, request, context);
      case Received(_, Generated _) -> {} // a server is given no ids
      case Received(_, UniqueIdsMessage.Peer _) -> {} // servers need not know each other
      case TimerFired(_) -> {}
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered, Context<UniqueIdsMessage> context) {
    for (Durable record : recovered) {
      life = ((Lives) record).count() + 1;
    }
    context.checkpoint(List.of(new Lives(life)), 0); // older counts are of no use
  }

  private void onGenerate(NodeId from, long request, Context<UniqueIdsMessage> context) {
    given++;
    context.send(from, new Generated(request, place + "." + life + "." + given));
  }
}
