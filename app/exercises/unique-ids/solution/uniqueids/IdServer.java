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
/// An id is the server's name and a number. The name keeps servers apart. Numbers only go up, and
/// none leaves before it is durable that it may have left: a block of numbers is reserved on the
/// disk, and what a crash leaves of it is never used.
public final class IdServer implements Node<UniqueIdsMessage> {

  /// Numbers that one write reserves, and that one crash wastes at most.
  private static final long BLOCK = 100;

  /// All numbers below `end` may have been given.
  private record Reserved(long end) implements Durable {}

  private final NodeId self;
  private long next;
  private long reserved;

  public IdServer(NodeId self, List<NodeId> servers) {
    this.self = self;
  }

  @Override
  public void on(Event<UniqueIdsMessage> event, Context<UniqueIdsMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered);
      case Received(var from, Generate(var request)) -> onGenerate(from, request, context);
      case Received(_, Generated _) -> {} // a server is given no ids
      case Received(_, UniqueIdsMessage.Peer _) -> {} // servers need not know each other
      case TimerFired(_) -> {}
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered) {
    for (Durable record : recovered) {
      reserved = ((Reserved) record).end();
    }
    next = reserved;
  }

  private void onGenerate(NodeId from, long request, Context<UniqueIdsMessage> context) {
    if (next == reserved) {
      reserved += BLOCK;
      context.persist(new Reserved(reserved));
    }
    context.send(from, new Generated(request, self + "-" + next));
    next++;
  }
}
