package exactlyonce;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.KvMessage.Acquire;
import ds.exercise.exactlyonce.KvMessage.Release;
import ds.exercise.exactlyonce.KvMessage.Returned;
import java.util.List;

/// Locks for one user, made of calls to a clerk.
public final class LockClient implements Node<KvMessage> {

  private final NodeId self;
  private final KvClient clerk;

  public LockClient(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.clerk = new KvClient(self, servers);
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started(_) ->
          throw new UnsupportedOperationException(
              "no lock is written yet: see paragraph 5 of the handout, 'The lock'");
      case Received(var user, Acquire(var lock)) -> {}
      case Received(var user, Release(var lock)) -> {}
      case Received(var user, Returned(var result)) -> {}
      case Received(_, _), TimerFired(_) -> clerk.on(event, context);
    }
  }
}
