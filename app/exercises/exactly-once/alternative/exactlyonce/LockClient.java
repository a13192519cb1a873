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
import ds.exercise.exactlyonce.KvMessage.Acquire;
import ds.exercise.exactlyonce.KvMessage.Acquired;
import ds.exercise.exactlyonce.KvMessage.Call;
import ds.exercise.exactlyonce.KvMessage.Release;
import ds.exercise.exactlyonce.KvMessage.Released;
import ds.exercise.exactlyonce.KvMessage.Returned;
import ds.exercise.exactlyonce.Operation;
import ds.exercise.exactlyonce.Operation.Get;
import ds.exercise.exactlyonce.Operation.Put;
import ds.exercise.exactlyonce.Result;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Puts first and looks afterwards, and keeps the versions of the locks that it holds. Each holder
/// is named with a number, so that no two holds look alike.
public final class LockClient implements Node<KvMessage> {

  private enum LockTimer implements Timer {
    TRY_AGAIN
  }

  private final NodeId self;
  private final KvClient clerk;
  private final SortedMap<String, Long> held = new TreeMap<>();
  private String lock = "";
  private String name = "";
  private long version;
  private long holds;

  public LockClient(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.clerk = new KvClient(self, servers);
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Received(_, Acquire(var wanted)) -> {
        lock = wanted;
        name = self + "#" + ++holds;
        version = 0;
        call(new Put(lock, name, version), context);
      }
      case Received(_, Release(var unwanted)) -> {
        lock = unwanted;
        name = "nobody";
        version = held.remove(lock);
        call(new Put(lock, name, version), context);
      }
      case Received(_, Returned(var result)) -> onReturned(result, context);
      case TimerFired(LockTimer _) -> call(new Get(lock), context);
      case Received(_, _), TimerFired(_), Started(_) -> clerk.on(event, context);
    }
  }

  private void call(Operation operation, Context<KvMessage> context) {
    clerk.on(new Received<>(self, new Call(operation)), context);
  }

  private void onReturned(Result result, Context<KvMessage> context) {
    boolean isReleasing = name.equals("nobody");
    switch (result) {
      case Result.Done() -> end(version + 1, context);
      case Result.Maybe() when isReleasing -> end(version + 1, context);
      case Result.Value(var holder, long now) when holder.equals(name) -> end(now, context);
      case Result.Value(var holder, long now) when holder.equals("nobody") -> {
        version = now;
        call(new Put(lock, name, version), context);
      }
      case Result.Value _ -> context.arm(LockTimer.TRY_AGAIN, 100 * MILLISECOND, 300 * MILLISECOND);
      case Result.Conflict(), Result.Maybe(), Result.Missing() -> call(new Get(lock), context);
    }
  }

  private void end(long now, Context<KvMessage> context) {
    if (name.equals("nobody")) {
      context.send(self, new Released(lock));
    } else {
      held.put(lock, now);
      context.send(self, new Acquired(lock));
    }
  }
}
