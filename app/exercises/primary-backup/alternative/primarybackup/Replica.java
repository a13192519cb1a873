package primarybackup;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.primarybackup.Operation;
import ds.exercise.primarybackup.Result;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Ping;
import ds.exercise.primarybackup.StoreMessage.Refuse;
import ds.exercise.primarybackup.StoreMessage.Reply;
import ds.exercise.primarybackup.StoreMessage.Request;
import ds.exercise.primarybackup.View;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import primarybackup.ReplicaPeer.State;
import primarybackup.ReplicaPeer.Take;
import primarybackup.ReplicaPeer.Took;

/// A server that forwards no operations, but the whole state after each: a transfer and a request
/// are the same thing then. It takes up a request only when nothing is under way; clients ask
/// again.
public final class Replica implements Node<StoreMessage> {

  private enum ReplicaTimer implements Timer {
    PING,
    REPEAT
  }

  private final NodeId self;
  private final NodeId service;
  private View view = View.NONE;
  private long named;
  private boolean hasState;
  private State state = new State(new TreeMap<>(), new TreeMap<>());
  private long version;

  /// As primary: whom to tell when the backup has taken the state.
  private Optional<NodeId> asking = Optional.empty();

  private boolean isTaken;

  public Replica(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.service = servers.getFirst();
  }

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started(_) -> ping(context);
      case TimerFired(var timer) when timer == ReplicaTimer.PING -> ping(context);
      case TimerFired(_) -> offer(context);
      case Received(_, CurrentView(var told)) -> onCurrentView(told, context);
      case Received(var client, Request request) -> onRequest(client, request, context);
      case Received(var from, Take take) -> onTake(from, take, context);
      case Received(_, Took took) -> onTook(took, context);
      case Received(_, _) -> {} // not for a server
    }
  }

  private void ping(Context<StoreMessage> context) {
    context.send(service, new Ping(named));
    context.arm(ReplicaTimer.PING, 100 * MILLISECOND, 100 * MILLISECOND);
  }

  private void onCurrentView(View told, Context<StoreMessage> context) {
    if (told.number() <= view.number()) {
      return;
    }
    hasState = told.isPrimary(self) && (hasState || told.number() == 1);
    view = told;
    version = 0;
    asking = Optional.empty();
    isTaken = false;
    if (view.isPrimary(self)) {
      offer(context);
    } else {
      named = view.number();
    }
  }

  private void onRequest(NodeId client, Request request, Context<StoreMessage> context) {
    Optional<Reply> last = Optional.ofNullable(state.last().get(client));
    if (!view.isPrimary(self) || !hasState) {
      context.send(client, new Refuse(request.number()));
    } else if (!isTaken) {
      return; // it is asked again
    } else if (last.filter(it -> it.number() >= request.number()).isPresent()) {
      context.send(client, last.get());
    } else {
      state = after(client, request);
      asking = Optional.of(client);
      version++;
      isTaken = false;
      offer(context);
    }
  }

  /// Offers the state to the backup, until it has taken it.
  private void offer(Context<StoreMessage> context) {
    if (!view.isPrimary(self) || !hasState || isTaken) {
      return;
    }
    if (view.backup().isEmpty()) {
      onTaken(context);
    } else {
      context.send(view.backup().get(), new Take(view.number(), version, state));
      context.arm(ReplicaTimer.REPEAT, 100 * MILLISECOND, 150 * MILLISECOND);
    }
  }

  private void onTake(NodeId from, Take take, Context<StoreMessage> context) {
    if (take.view() != view.number() || !view.isBackup(self)) {
      return;
    }
    if (!hasState || take.version() > version) {
      state = take.state();
      version = take.version();
      hasState = true;
    }
    context.send(from, new Took(take.view(), take.version()));
  }

  private void onTook(Took took, Context<StoreMessage> context) {
    if (took.view() == view.number() && took.version() == version && !isTaken) {
      onTaken(context);
    }
  }

  private void onTaken(Context<StoreMessage> context) {
    isTaken = true;
    named = view.number();
    asking.ifPresent(client -> context.send(client, state.last().get(client)));
    asking = Optional.empty();
  }

  private State after(NodeId client, Request request) {
    SortedMap<String, String> store = new TreeMap<>(state.store());
    SortedMap<NodeId, Reply> last = new TreeMap<>(state.last());
    last.put(client, new Reply(request.number(), execute(request.operation(), store)));
    return new State(store, last);
  }

  private static Result execute(Operation operation, SortedMap<String, String> store) {
    return switch (operation) {
      case Operation.Get(var key) -> new Result.Value(store.getOrDefault(key, ""));
      case Operation.Put(var key, var value) -> {
        store.put(key, value);
        yield new Result.Done();
      }
      case Operation.Append(var key, var value) -> {
        store.merge(key, value, String::concat);
        yield new Result.Done();
      }
    };
  }
}
