package exactlyonce;

import static ds.core.Context.MILLISECOND;

import ds.core.Check;
import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.KvMessage.Acquire;
import ds.exercise.exactlyonce.KvMessage.Acquired;
import ds.exercise.exactlyonce.KvMessage.Call;
import ds.exercise.exactlyonce.KvMessage.Release;
import ds.exercise.exactlyonce.KvMessage.Released;
import ds.exercise.exactlyonce.KvMessage.Returned;
import ds.exercise.exactlyonce.Operation.Get;
import ds.exercise.exactlyonce.Operation.Put;
import ds.exercise.exactlyonce.Result;
import ds.exercise.exactlyonce.Result.Conflict;
import ds.exercise.exactlyonce.Result.Done;
import ds.exercise.exactlyonce.Result.Maybe;
import ds.exercise.exactlyonce.Result.Missing;
import ds.exercise.exactlyonce.Result.Value;
import java.util.List;

/// Locks for one user, each a key that holds the name of its holder, or nothing if it is free.
public final class LockClient implements Node<KvMessage> {

  private static final String FREE = "";

  private enum LockTimer implements Timer {
    LOOK_AGAIN
  }

  /// What the user waits for.
  private enum Wish {
    NONE,
    ACQUIRE,
    RELEASE
  }

  private final NodeId self;
  private final KvClient clerk;
  private Wish wish = Wish.NONE;
  private String lock = "";

  public LockClient(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.clerk = new KvClient(self, servers);
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Received(_, Acquire(var wanted)) -> begin(Wish.ACQUIRE, wanted, context);
      case Received(_, Release(var held)) -> begin(Wish.RELEASE, held, context);
      case Received(_, Returned(var result)) -> onReturned(result, context);
      case TimerFired(LockTimer _) -> look(context);
      case Received(_, _), TimerFired(_), Started(_) -> clerk.on(event, context);
    }
  }

  private void begin(Wish newWish, String newLock, Context<KvMessage> context) {
    wish = newWish;
    lock = newLock;
    look(context);
  }

  private void look(Context<KvMessage> context) {
    context.send(self, new Call(new Get(lock)));
  }

  private void onReturned(Result result, Context<KvMessage> context) {
    switch (result) {
      case Value(var holder, long version) -> onSeen(holder, version, context);
      case Missing() -> onSeen(FREE, 0, context);
      case Done() -> end(context);
      case Conflict() -> look(context);
      case Maybe() -> look(context);
    }
  }

  /// Whoever looks again after a maybe sees what became of its put: nobody else writes this name,
  /// and nobody else takes it away.
  private void onSeen(String holder, long version, Context<KvMessage> context) {
    boolean isMine = holder.equals(self.name());
    switch (wish) {
      case ACQUIRE -> {
        if (isMine) {
          end(context);
        } else if (holder.equals(FREE)) {
          context.send(self, new Call(new Put(lock, self.name(), version)));
        } else {
          context.arm(LockTimer.LOOK_AGAIN, 5 * MILLISECOND, 50 * MILLISECOND);
        }
      }
      case RELEASE -> {
        if (isMine) {
          context.send(self, new Call(new Put(lock, FREE, version)));
        } else {
          end(context);
        }
      }
      case NONE -> Check.that(false, "a clerk answers only what it was asked");
    }
  }

  private void end(Context<KvMessage> context) {
    context.send(self, wish == Wish.ACQUIRE ? new Acquired(lock) : new Released(lock));
    wish = Wish.NONE;
  }
}
