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
import exactlyonce.KvPeer.Answer;
import exactlyonce.KvPeer.Question;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A clerk that waits longer each time, up to half a second, and takes no refusal for certain
/// unless it answers the only try there was.
public final class KvClient implements Node<KvMessage> {

  private static final long WAIT_MIN = 60 * MILLISECOND;
  private static final long WAIT_MAX = 500 * MILLISECOND;

  private record Retry() implements Timer {}

  private final NodeId server;

  /// The question at hand, as it was asked last; empty if there is none.
  private final Deque<Question> asked = new ArrayDeque<>();

  private long wait = WAIT_MIN;
  private long last;

  public KvClient(NodeId self, List<NodeId> servers) {
    this.server = servers.getFirst();
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Received(_, Call(var operation)) -> {
        last = Math.max(last + 1, context.now());
        wait = WAIT_MIN;
        ask(last, 1, operation, context);
      }
      case TimerFired(_) -> {
        Question before = asked.remove();
        wait = Math.min(WAIT_MAX, 2 * wait);
        ask(before.first(), before.attempt() + 1, before.operation(), context);
      }
      case Received(_, Answer answer) -> onAnswer(answer, context);
      case Received(_, _) -> {} // nobody says anything else to a clerk
      case Started(_) -> {}
    }
  }

  private void ask(long first, int attempt, Operation operation, Context<KvMessage> context) {
    Question question = new Question(first, attempt, operation);
    asked.add(question);
    context.send(server, question);
    context.arm(new Retry(), wait, wait + 20 * MILLISECOND);
  }

  private void onAnswer(Answer answer, Context<KvMessage> context) {
    if (asked.isEmpty() || asked.peek().first() != answer.question().first()) {
      return;
    }
    Question question = asked.remove();
    context.disarm(new Retry());
    Result result = answer.result();
    if (result instanceof Result.Conflict && question.attempt() > 1) {
      result = answer.isOwn() ? new Result.Done() : new Result.Maybe();
    }
    context.send(context.self(), new Returned(result));
  }
}
