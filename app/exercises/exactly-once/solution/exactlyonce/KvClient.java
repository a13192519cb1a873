package exactlyonce;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.KvMessage.Call;
import ds.exercise.exactlyonce.KvMessage.Returned;
import ds.exercise.exactlyonce.Operation;
import ds.exercise.exactlyonce.Result;
import exactlyonce.KvPeer.Ask;
import exactlyonce.KvPeer.Tell;
import java.util.List;
import java.util.Optional;

/// A clerk: sees one call at a time through, and tells its user no more than it knows.
public final class KvClient implements Node<KvMessage> {

  private enum ClerkTimer implements Timer {
    ASK_AGAIN
  }

  private final NodeId server;
  private Optional<Ask> question = Optional.empty();
  private long number;
  private int tries;

  public KvClient(NodeId self, List<NodeId> servers) {
    this.server = servers.getFirst();
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Received(_, Call(var operation)) -> onCall(operation, context);
      case Received(_, Tell tell) -> onTell(tell, context);
      case Received(_, _) -> {} // nobody says anything else to a clerk
      case TimerFired(_) -> ask(context);
      case Started(_) -> {}
    }
  }

  private void onCall(Operation operation, Context<KvMessage> context) {
    number++;
    tries = 0;
    question = Optional.of(new Ask(number, operation));
    ask(context);
  }

  private void ask(Context<KvMessage> context) {
    tries++;
    context.send(server, question.orElseThrow());
    context.arm(ClerkTimer.ASK_AGAIN, 50 * MILLISECOND, 100 * MILLISECOND);
  }

  private void onTell(Tell tell, Context<KvMessage> context) {
    if (question.isEmpty() || tell.number() != number) {
      return; // the answer to a question that has been answered
    }
    Result result = known(tell.result());
    question = Optional.empty();
    context.disarm(ClerkTimer.ASK_AGAIN);
    context.send(context.self(), new Returned(result));
  }

  /// A put that was asked for twice may have met itself: then the version has passed because the
  /// first try was done. A key that is not there, however, was never put.
  private Result known(Result told) {
    return told instanceof Result.Conflict && tries > 1 ? new Result.Maybe() : told;
  }
}
