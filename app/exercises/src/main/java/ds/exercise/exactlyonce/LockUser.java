package ds.exercise.exactlyonce;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.exercise.exactlyonce.KvMessage.Acquire;
import ds.exercise.exactlyonce.KvMessage.Acquired;
import ds.exercise.exactlyonce.KvMessage.Release;
import ds.exercise.exactlyonce.KvMessage.Released;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A user of locks and the lock client beside it, on one machine. It takes its locks in order,
/// holds them for a while, lets them go in the opposite order, and begins anew.
final class LockUser implements Node<KvMessage> {

  private static final long THINK_MAX = 20 * MILLISECOND;

  private final Node<KvMessage> client;
  private final List<KvMessage> script = new ArrayList<>();

  /// How far it has come in its script, and whether it waits for the answer to that line.
  private int line;

  private boolean isWaiting;

  LockUser(Node<KvMessage> client, List<String> locks, int rounds) {
    this.client = client;
    List<String> reversed = new ArrayList<>(locks);
    Collections.reverse(reversed);
    for (int i = 0; i < rounds; i++) {
      locks.forEach(lock -> script.add(new Acquire(lock)));
      reversed.forEach(lock -> script.add(new Release(lock)));
    }
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started<KvMessage> _ -> {
        client.on(event, context);
        think(context);
      }
      case TimerFired<KvMessage>(User.UserTimer _) -> ask(context);
      case Received<KvMessage>(var from, Acquired answer) when from.equals(context.self()) ->
          onAnswer(answer, new Acquire(answer.lock()), context);
      case Received<KvMessage>(var from, Released answer) when from.equals(context.self()) ->
          onAnswer(answer, new Release(answer.lock()), context);
      case Received<KvMessage> _, TimerFired<KvMessage> _ -> client.on(event, context);
    }
  }

  private void think(Context<KvMessage> context) {
    context.arm(User.UserTimer.NEXT, 0, THINK_MAX);
  }

  private void ask(Context<KvMessage> context) {
    if (line == script.size()) {
      return;
    }
    KvMessage request = script.get(line);
    isWaiting = true;
    if (request instanceof Release(var lock)) {
      context.report(new UserFact.LetsGo(lock));
    }
    client.on(new Received<>(context.self(), request), context);
  }

  private void onAnswer(KvMessage answer, KvMessage request, Context<KvMessage> context) {
    if (!isWaiting || !script.get(line).equals(request)) {
      context.report(new UserFact.AnsweredUnasked(answer.toString()));
      return;
    }
    isWaiting = false;
    line++;
    if (answer instanceof Acquired(var lock)) {
      context.report(new UserFact.Holds(lock));
    }
    think(context);
  }
}
