package ping;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.ping.Answered;
import ds.exercise.ping.PingMessage;
import ds.exercise.ping.PingMessage.Ping;
import ds.exercise.ping.PingMessage.Pong;
import java.util.List;

/// Asks ten questions, one after the other, until each is answered.
public final class Pinger implements Node<PingMessage> {

  private static final int QUESTIONS = 10;

  private enum PingTimer implements Timer {
    ASK_AGAIN
  }

  private final NodeId ponger;
  private int asked;

  public Pinger(NodeId self, List<NodeId> servers) {
    this.ponger = servers.getFirst();
  }

  @Override
  public void on(Event<PingMessage> event, Context<PingMessage> context) {
    switch (event) {
      case Started(_) -> askNext(context);
      case Received(_, Pong(var number)) -> onPong(number, context);
      case Received(_, Ping _) -> {} // a pinger is asked nothing
      case TimerFired(_) -> ask(context);
    }
  }

  /// Only the answer to the question at hand counts: any other has been counted before.
  private void onPong(int number, Context<PingMessage> context) {
    if (number == asked) {
      context.report(new Answered(number));
      askNext(context);
    }
  }

  private void askNext(Context<PingMessage> context) {
    if (asked == QUESTIONS) {
      context.disarm(PingTimer.ASK_AGAIN);
      asked++;
    } else if (asked < QUESTIONS) {
      asked++;
      ask(context);
    }
  }

  private void ask(Context<PingMessage> context) {
    context.send(ponger, new Ping(asked));
    context.arm(PingTimer.ASK_AGAIN, 50 * MILLISECOND, 100 * MILLISECOND);
  }
}
