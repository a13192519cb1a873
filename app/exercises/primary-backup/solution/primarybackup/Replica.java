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
import ds.exercise.primarybackup.Operation.Append;
import ds.exercise.primarybackup.Operation.Get;
import ds.exercise.primarybackup.Operation.Put;
import ds.exercise.primarybackup.Result;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Ping;
import ds.exercise.primarybackup.StoreMessage.Refuse;
import ds.exercise.primarybackup.StoreMessage.Reply;
import ds.exercise.primarybackup.StoreMessage.Request;
import ds.exercise.primarybackup.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import primarybackup.ReplicaPeer.Forward;
import primarybackup.ReplicaPeer.Forwarded;
import primarybackup.ReplicaPeer.Transfer;
import primarybackup.ReplicaPeer.Transferred;

/// A server of the store. The primary has every request applied by its backup before it applies it
/// itself and answers; so the backup is never behind what a client knows, and a primary whose
/// backup has gone over to a later view answers nobody.
public final class Replica implements Node<StoreMessage> {

  private static final long PING_EVERY = 100 * MILLISECOND;
  private static final long REPEAT_EVERY = 50 * MILLISECOND;

  private enum ReplicaTimer implements Timer {
    PING,
    REPEAT
  }

  private final NodeId self;
  private final NodeId service;

  private SortedMap<String, String> store = new TreeMap<>();

  /// The last reply to each client: a request that is repeated is not applied again.
  private SortedMap<NodeId, Reply> replies = new TreeMap<>();

  private long applied;

  private View view = View.NONE;

  /// Whether this server has the state of the view, as its primary or its backup.
  private boolean hasState;

  /// The newest view that the service may go on from: as primary, one whose backup has the state.
  private long acknowledged;

  /// As primary: the request that the backup is applying, and those that wait.
  private Optional<Forward> underway = Optional.empty();

  private final Map<NodeId, Request> waiting = new LinkedHashMap<>();

  public Replica(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.service = servers.getFirst();
  }

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started(_) -> {
        ping(context);
        repeat(context);
      }
      case TimerFired(var timer) when timer == ReplicaTimer.PING -> ping(context);
      case TimerFired(_) -> repeat(context);
      case Received(_, CurrentView(var told)) -> onCurrentView(told, context);
      case Received(var from, Request request) -> onRequest(from, request, context);
      case Received(var from, ReplicaPeer m) when m.view() == view.number() ->
          onPeer(from, m, context);
      case Received(_, _) -> {} // of another view, or not for a server
    }
  }

  private void ping(Context<StoreMessage> context) {
    context.send(service, new Ping(acknowledged));
    context.arm(ReplicaTimer.PING, PING_EVERY, PING_EVERY);
  }

  /// A view begins for this server. Only who had the state in the view before has it in this one as
  /// its primary; its backup must get it anew, whatever it had.
  private void onCurrentView(View told, Context<StoreMessage> context) {
    if (told.number() <= view.number()) {
      return;
    }
    boolean isFirst = told.number() == 1;
    hasState = told.isPrimary(self) && (hasState || isFirst);
    view = told;
    underway = Optional.empty();
    waiting.clear();
    if (!view.isPrimary(self) || view.backup().isEmpty()) {
      acknowledged = view.number();
    }
    sendAgain(context);
  }

  private boolean isLeading() {
    return view.isPrimary(self) && hasState;
  }

  private boolean isReady() {
    return isLeading() && acknowledged == view.number();
  }

  private void onRequest(NodeId client, Request request, Context<StoreMessage> context) {
    if (!isLeading()) {
      context.send(client, new Refuse(request.number()));
      return;
    }
    if (underway.filter(it -> it.client().equals(client)).isPresent()) {
      return; // it is being applied
    }
    Optional<Reply> last = Optional.ofNullable(replies.get(client));
    if (last.isEmpty() || last.get().number() < request.number()) {
      waiting.put(client, request);
      next(context);
    } else if (last.get().number() == request.number()) {
      context.send(client, last.get());
    }
  }

  /// Takes up the next request, one at a time.
  private void next(Context<StoreMessage> context) {
    while (isReady() && underway.isEmpty() && !waiting.isEmpty()) {
      NodeId client = waiting.keySet().iterator().next();
      Request request = waiting.remove(client);
      Forward forward = new Forward(view.number(), applied + 1, client, request);
      if (view.backup().isEmpty()) {
        context.send(client, apply(forward));
      } else {
        underway = Optional.of(forward);
        sendAgain(context);
      }
    }
  }

  private void onPeer(NodeId from, ReplicaPeer message, Context<StoreMessage> context) {
    switch (message) {
      case Transfer m -> onTransfer(from, m, context);
      case Transferred _ -> onTransferred(context);
      case Forward m -> onForward(from, m, context);
      case Forwarded m -> onForwarded(m, context);
    }
  }

  /// What comes twice must not set back what was forwarded since.
  private void onTransfer(NodeId from, Transfer m, Context<StoreMessage> context) {
    if (!hasState) {
      store = new TreeMap<>(m.store());
      replies = new TreeMap<>(m.replies());
      applied = m.applied();
      hasState = true;
    }
    context.send(from, new Transferred(m.view()));
  }

  private void onTransferred(Context<StoreMessage> context) {
    if (acknowledged < view.number()) {
      acknowledged = view.number();
      ping(context);
      next(context);
    }
  }

  private void onForward(NodeId from, Forward m, Context<StoreMessage> context) {
    if (!hasState || m.place() > applied + 1) {
      return;
    }
    if (m.place() == applied + 1) {
      apply(m);
    }
    context.send(from, new Forwarded(m.view(), m.place()));
  }

  private void onForwarded(Forwarded m, Context<StoreMessage> context) {
    if (underway.isEmpty() || underway.get().place() != m.place()) {
      return;
    }
    Forward forward = underway.get();
    underway = Optional.empty();
    context.send(forward.client(), apply(forward));
    next(context);
  }

  private Reply apply(Forward forward) {
    Result result = execute(forward.request().operation());
    Reply reply = new Reply(forward.request().number(), result);
    replies.put(forward.client(), reply);
    applied = forward.place();
    return reply;
  }

  private Result execute(Operation operation) {
    String value = store.getOrDefault(operation.key(), "");
    return switch (operation) {
      case Get _ -> new Result.Value(value);
      case Put put -> {
        store.put(put.key(), put.value());
        yield new Result.Done();
      }
      case Append append -> {
        store.put(append.key(), value + append.value());
        yield new Result.Done();
      }
    };
  }

  private void repeat(Context<StoreMessage> context) {
    sendAgain(context);
    context.arm(ReplicaTimer.REPEAT, REPEAT_EVERY, REPEAT_EVERY);
  }

  /// Whatever the backup has not confirmed yet.
  private void sendAgain(Context<StoreMessage> context) {
    if (!isLeading() || view.backup().isEmpty()) {
      return;
    }
    NodeId backup = view.backup().get();
    if (acknowledged < view.number()) {
      context.send(backup, new Transfer(view.number(), applied, store, replies));
    } else {
      underway.ifPresent(it -> context.send(backup, it));
    }
  }
}
