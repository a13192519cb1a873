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

/// Asks ten questions, one after the other, and waits twice as long after each attempt in vain.
///
/// Each attempt has a timer of its own. None is ever disarmed: one that runs out for an attempt
/// that is over is told by its name, as a late answer is by its number.
public final class Pinger implements Node<PingMessage> {

  private static final int QUESTIONS = 10;

  private static final long FIRST_WAIT = 20 * MILLISECOND;

  /// After so many attempts the wait stays as it is: 640 ms.
  private static final int DOUBLINGS_MAX = 5;

  /// Counts the attempts at a question, and wakes the pinger if this one was in vain.
  private record Attempt(int question, int number) implements Timer {

    Attempt again() {
      return new Attempt(question, number + 1);
    }

    Attempt nextQuestion() {
      return new Attempt(question + 1, 0);
    }

    long patience() {
      return FIRST_WAIT << Math.min(number, DOUBLINGS_MAX);
    }
  }

  private final NodeId ponger;
  private Attempt current = new Attempt(1, 0);

  public Pinger(NodeId self, List<NodeId> servers) {
    this.ponger = servers.getFirst();
  }

  @Override
  public void on(Event<PingMessage> event, Context<PingMessage> context) {
    switch (event) {
      case Started(_) -> attempt(current, context);
      case Received(_, Pong(int question)) -> onPong(question, context);
      case Received(_, Ping _) -> {} // a pinger is asked nothing
      case TimerFired(Attempt attempt) -> onOver(attempt, context);
      case TimerFired(_) -> {} // there is no other timer
    }
  }

  private void attempt(Attempt attempt, Context<PingMessage> context) {
    current = attempt;
    if (attempt.question() <= QUESTIONS) {
      context.send(ponger, new Ping(attempt.question()));
      context.arm(attempt, attempt.patience(), attempt.patience() * 3 / 2);
    }
  }

  private void onPong(int question, Context<PingMessage> context) {
    if (question == current.question()) {
      context.report(new Answered(question));
      attempt(current.nextQuestion(), context);
    }
  }

  private void onOver(Attempt attempt, Context<PingMessage> context) {
    if (attempt.equals(current)) {
      attempt(attempt.again(), context);
    }
  }
}
