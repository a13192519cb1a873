package ds.exercise.primarybackup;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.primarybackup.StoreMessage.AskView;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Refuse;
import ds.exercise.primarybackup.StoreMessage.Reply;
import ds.exercise.primarybackup.StoreMessage.Request;
import ds.lab.history.model.KeyValueModel;
import ds.lab.scenario.Caller;
import ds.lab.scenario.HistoryFact;
import java.util.List;
import java.util.Optional;

/// A client. It asks the primary of the view that it knows, and looks for a newer one when it is
/// refused or not answered. It repeats each request until it is answered, and states what it saw.
final class Customer implements Node<StoreMessage>, Caller {

  private static final long THINK_MIN = 10 * MILLISECOND;
  private static final long THINK_MAX = 60 * MILLISECOND;
  private static final long PATIENCE_MIN = 120 * MILLISECOND;
  private static final long PATIENCE_MAX = 200 * MILLISECOND;
  private static final long PAUSE_MAX = 20 * MILLISECOND;

  private static final NodeId WRITER = new NodeId("c1");
  private static final NodeId READER = new NodeId("c3");

  private enum CustomerTimer implements Timer {
    NEXT,
    LOOK_AGAIN
  }

  private static final List<Usage> USAGES =
      List.of(
          Usage.of("put KEY VALUE", words -> new Operation.Put(words.get(0), words.get(1))),
          Usage.of("get KEY", words -> new Operation.Get(words.getFirst())),
          Usage.of("append KEY VALUE", words -> new Operation.Append(words.get(0), words.get(1))));

  private final NodeId service;
  private final int requests;
  private View view = View.NONE;
  private long number;
  private Optional<Request> request = Optional.empty();

  /// @param requests how many it makes
  Customer(NodeId service, int requests) {
    this.service = service;
    this.requests = requests;
  }

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started<StoreMessage> _ -> think(context);
      case TimerFired<StoreMessage>(ChosenCall(Operation chosen)) -> {
        context.disarm(CustomerTimer.NEXT);
        call(chosen, context);
      }
      case TimerFired<StoreMessage>(CustomerTimer timer) when timer == CustomerTimer.NEXT ->
          begin(context);
      case TimerFired<StoreMessage> _ -> lookAgain(context);
      case Received<StoreMessage>(_, CurrentView(var told)) -> onCurrentView(told, context);
      case Received<StoreMessage>(_, Reply reply) -> onReply(reply, context);
      case Received<StoreMessage>(_, Refuse(long refused)) -> onRefuse(refused, context);
      case Received<StoreMessage> _ -> {} // nobody says anything else to a client
    }
  }

  private void think(Context<StoreMessage> context) {
    context.arm(CustomerTimer.NEXT, THINK_MIN, THINK_MAX);
  }

  private void begin(Context<StoreMessage> context) {
    if (number < requests) {
      call(next(number + 1, context), context);
    }
  }

  private void call(Operation operation, Context<StoreMessage> context) {
    number++;
    request = Optional.of(new Request(number, operation));
    context.report(new HistoryFact.Invoked(input(operation)));
    ask(context);
    context.arm(CustomerTimer.LOOK_AGAIN, PATIENCE_MIN, PATIENCE_MAX);
  }

  /// Two keys are appended to by all, and one is put by the first client alone. No two requests
  /// write the same value.
  private Operation next(long which, Context<StoreMessage> context) {
    long key = context.random(3);
    String value = context.self() + "." + which + " ";
    if (which % 2 == 0 || context.self().equals(READER)) {
      return new Operation.Get("k" + key);
    }
    return key == 0 && context.self().equals(WRITER)
        ? new Operation.Put("k0", value)
        : new Operation.Append("k" + Math.max(1, key), value);
  }

  @Override
  public List<Usage> usages() {
    return USAGES;
  }

  @Override
  public boolean isFree() {
    return request.isEmpty();
  }

  private void ask(Context<StoreMessage> context) {
    request.ifPresent(it -> view.primary().ifPresent(primary -> context.send(primary, it)));
  }

  private void lookAgain(Context<StoreMessage> context) {
    ask(context);
    context.send(service, new AskView());
    context.arm(CustomerTimer.LOOK_AGAIN, PATIENCE_MIN, PATIENCE_MAX);
  }

  private void onCurrentView(View told, Context<StoreMessage> context) {
    if (told.number() > view.number()) {
      view = told;
      ask(context);
    }
  }

  private void onReply(Reply reply, Context<StoreMessage> context) {
    if (request.isEmpty() || reply.number() != number) {
      return; // a reply to a request that has been answered
    }
    request = Optional.empty();
    context.disarm(CustomerTimer.LOOK_AGAIN);
    context.report(new HistoryFact.Returned(output(reply.result())));
    think(context);
  }

  private void onRefuse(long refused, Context<StoreMessage> context) {
    if (request.isPresent() && refused == number) {
      context.arm(CustomerTimer.LOOK_AGAIN, MILLISECOND, PAUSE_MAX);
    }
  }

  private static KeyValueModel.Input input(Operation operation) {
    return switch (operation) {
      case Operation.Get(var key) -> new KeyValueModel.Get(key);
      case Operation.Put(var key, var value) -> new KeyValueModel.Put(key, value);
      case Operation.Append(var key, var value) -> new KeyValueModel.Append(key, value);
    };
  }

  private static KeyValueModel.Output output(Result result) {
    return switch (result) {
      case Result.Value(var value) -> new KeyValueModel.Value(value);
      case Result.Done() -> new KeyValueModel.Done();
    };
  }
}
