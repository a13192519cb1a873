package ds.exercise.exactlyonce;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.Timer;
import ds.exercise.exactlyonce.KvMessage.Call;
import ds.exercise.exactlyonce.KvMessage.Returned;
import ds.lab.history.model.VersionedKeyValueModel;
import ds.lab.scenario.Caller;
import ds.lab.scenario.HistoryFact;
import java.util.List;
import java.util.Optional;

/// A user and the clerk beside it, on one machine. The user talks to its clerk by messages that a
/// machine sends to itself, and states what it asked and was answered; all else is for the clerk.
final class User implements Node<KvMessage>, Caller {

  private static final long THINK_MAX = 10 * MILLISECOND;

  /// What wakes a user.
  enum UserTimer implements Timer {
    NEXT
  }

  private static final List<Usage> USAGES =
      List.of(
          new Usage(
              "put KEY VALUE VERSION",
              words ->
                  Usage.number(words.get(2))
                      .map(it -> new Operation.Put(words.get(0), words.get(1), it))),
          Usage.of("get KEY", words -> new Operation.Get(words.getFirst())));

  private final Node<KvMessage> clerk;
  private final Calls calls;
  private int number;
  private long seen;
  private boolean isWaiting;

  User(Node<KvMessage> clerk, Calls calls) {
    this.clerk = clerk;
    this.calls = calls;
  }

  @Override
  public void on(Event<KvMessage> event, Context<KvMessage> context) {
    switch (event) {
      case Started<KvMessage> _ -> {
        clerk.on(event, context);
        think(context);
      }
      case TimerFired<KvMessage>(UserTimer _) -> callNext(context);
      case TimerFired<KvMessage>(ChosenCall(Operation chosen)) -> {
        context.disarm(UserTimer.NEXT);
        call(chosen, context);
      }
      case Received<KvMessage>(var from, Returned(var result)) when from.equals(context.self()) ->
          onReturned(result, context);
      case Received<KvMessage> _, TimerFired<KvMessage> _ -> clerk.on(event, context);
    }
  }

  private void think(Context<KvMessage> context) {
    context.arm(UserTimer.NEXT, 0, THINK_MAX);
  }

  private void callNext(Context<KvMessage> context) {
    Optional<Operation> next = calls.next(number, seen, context);
    if (next.isPresent()) {
      number++;
      call(next.get(), context);
    }
  }

  private void call(Operation operation, Context<KvMessage> context) {
    isWaiting = true;
    context.report(new HistoryFact.Invoked(input(operation)));
    clerk.on(new Received<>(context.self(), new Call(operation)), context);
  }

  @Override
  public List<Usage> usages() {
    return USAGES;
  }

  @Override
  public boolean isFree() {
    return !isWaiting;
  }

  private void onReturned(Result result, Context<KvMessage> context) {
    if (!isWaiting) {
      context.report(new UserFact.AnsweredUnasked(result.toString()));
      return;
    }
    isWaiting = false;
    seen =
        switch (result) {
          case Result.Value(_, long version) -> version;
          case Result.Missing _ -> 0;
          case Result.Done _, Result.Conflict _, Result.Maybe _ -> seen;
        };
    context.report(new HistoryFact.Returned(output(result)));
    think(context);
  }

  private static VersionedKeyValueModel.Input input(Operation operation) {
    return switch (operation) {
      case Operation.Get(var key) -> new VersionedKeyValueModel.Get(key);
      case Operation.Put(var key, var value, long version) ->
          new VersionedKeyValueModel.Put(key, value, version);
    };
  }

  private static VersionedKeyValueModel.Output output(Result result) {
    return switch (result) {
      case Result.Value(var value, long version) ->
          new VersionedKeyValueModel.Value(value, version);
      case Result.Missing _ -> new VersionedKeyValueModel.Missing();
      case Result.Done _ -> new VersionedKeyValueModel.Done();
      case Result.Conflict _ -> new VersionedKeyValueModel.Conflict();
      case Result.Maybe _ -> new VersionedKeyValueModel.Maybe();
    };
  }
}
