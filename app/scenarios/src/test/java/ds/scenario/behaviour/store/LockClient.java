package ds.scenario.behaviour.store;

import ds.core.Context;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.chance.Span;
import ds.protocol.kv.KvCommand.PutIf;
import ds.protocol.kv.KvQuery.Get;
import ds.protocol.kv.KvResult;
import ds.protocol.kv.KvResult.Stored;
import ds.protocol.rsm.Clerk;
import ds.protocol.rsm.Clerk.ClerkTimer;
import ds.protocol.rsm.Clerk.Outcome;
import ds.protocol.rsm.RsmMessage;
import java.util.List;
import java.util.Optional;

/// Takes some locks one after the other, holds them for a while, gives them back, and begins again.
///
/// A lock is a key of the store. Whoever puts its own token there, under the condition that it has
/// seen it empty, has the lock; nobody else can have seen the same version and put something too.
/// If it is not known whether a put was carried out, the token tells.
public final class LockClient implements Node<RsmMessage> {

  /// What a client says about a lock.
  public sealed interface LockFact extends Fact {

    record Taken(String lock) implements LockFact {}

    /// The client is about to give it back.
    record Returned(String lock) implements LockFact {}
  }

  private enum LockTimer implements Timer {
    LOOK,
    RETURN
  }

  private static final Span REST = Span.millis(5, 40);

  private final List<String> locks;
  private final Clerk clerk;
  private final long[] versions;
  private int taken;
  private boolean returning;
  private String token = "";
  private long round;

  public LockClient(List<NodeId> servers, List<String> locks) {
    this.locks = List.copyOf(locks);
    this.versions = new long[locks.size()];
    this.clerk = new Clerk(servers, Clerk.Patience.DEFAULT);
  }

  @Override
  public void on(Event<RsmMessage> event, Context<RsmMessage> context) {
    switch (event) {
      case Event.Started<RsmMessage> _ -> rest(LockTimer.LOOK, context);
      case Event.TimerFired<RsmMessage>(ClerkTimer timer) ->
          hear(clerk.onTimer(timer, context), context);
      case Event.TimerFired<RsmMessage>(var timer) when timer == LockTimer.RETURN ->
          giveBack(context);
      case Event.TimerFired<RsmMessage> _ -> look(context);
      case Event.Received<RsmMessage>(var from, RsmMessage.Reply reply) ->
          hear(clerk.onReply(from, reply, context), context);
      case Event.Received<RsmMessage> _ -> {}
    }
  }

  private static void rest(LockTimer next, Context<RsmMessage> context) {
    context.arm(next, REST.min(), REST.max());
  }

  private void look(Context<RsmMessage> context) {
    clerk.query(new Get(locks.get(taken)), context);
  }

  private void giveBack(Context<RsmMessage> context) {
    if (!returning) {
      returning = true;
      context.report(new LockFact.Returned(locks.get(taken - 1)));
    }
    clerk.execute(new PutIf(locks.get(taken - 1), "", versions[taken - 1]), context);
  }

  private void hear(Optional<Outcome> outcome, Context<RsmMessage> context) {
    if (outcome.isEmpty()) {
      return;
    }
    if (returning) {
      onReturned(outcome.get(), context);
    } else {
      switch (outcome.get()) {
        case Outcome.Done(KvResult.Value(var holder, long version)) ->
            onSeen(holder, version, context);
        case Outcome.Done(KvResult.NoKey()) -> take(0, context);
        case Outcome.Done(Stored(long version)) -> onTaken(version, context);
        case Outcome.Done _, Outcome.Maybe _, Outcome.Failed _ -> rest(LockTimer.LOOK, context);
      }
    }
  }

  private void onSeen(String holder, long version, Context<RsmMessage> context) {
    if (holder.isEmpty()) {
      take(version, context);
    } else if (holder.equals(token)) {
      onTaken(version, context);
    } else {
      rest(LockTimer.LOOK, context);
    }
  }

  private void take(long version, Context<RsmMessage> context) {
    round++;
    token = context.self() + "." + round;
    clerk.execute(new PutIf(locks.get(taken), token, version), context);
  }

  private void onTaken(long version, Context<RsmMessage> context) {
    versions[taken] = version;
    context.report(new LockFact.Taken(locks.get(taken)));
    taken++;
    rest(taken < locks.size() ? LockTimer.LOOK : LockTimer.RETURN, context);
  }

  /// Done also if the version is another one: then an earlier try has given the lock back.
  private void onReturned(Outcome outcome, Context<RsmMessage> context) {
    if (outcome instanceof Outcome.Done) {
      returning = false;
      taken--;
    }
    rest(taken > 0 ? LockTimer.RETURN : LockTimer.LOOK, context);
  }
}
