package ds.system.kv.member.trial;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.scenario.HistoryFact.Abandoned;
import ds.lab.scenario.HistoryFact.Failed;
import ds.lab.scenario.HistoryFact.Invoked;
import ds.lab.scenario.HistoryFact.Returned;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Call;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Reply;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.Read;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KvCommand.ByClient;
import ds.system.kv.command.Operation;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.trial.ClientFact.Asked;
import ds.system.kv.member.trial.ClientFact.Heard;
import java.util.List;
import java.util.Optional;

/// A client that asks one thing after the other, each of any member, and states what it saw.
///
/// What concerns the [Wishes#SHARED] keys goes into the history. A member says of a call whether it
/// certainly had no effect, and is taken at its word.
final class StoreClient implements Node<MemberMessage> {

  private enum ClientTimer implements Timer {
    /// It has thought long enough.
    NEXT,
    /// It has waited long enough.
    GIVE_UP
  }

  private static final long THINK_MAX = 40 * Context.MILLISECOND;
  private static final long WAIT_MIN = 600 * Context.MILLISECOND;
  private static final long WAIT_MAX = 3_500 * Context.MILLISECOND;

  private final List<NodeId> servers;
  private final Wishes wishes;
  private long lastCall;
  private Optional<Request> waitsFor = Optional.empty();

  StoreClient(List<NodeId> servers, Wishes wishes) {
    this.servers = List.copyOf(servers);
    this.wishes = wishes;
  }

  @Override
  public void on(Event<MemberMessage> event, Context<MemberMessage> context) {
    switch (event) {
      case Started<MemberMessage> _ -> think(context);
      case TimerFired<MemberMessage>(ClientTimer timer) when timer == ClientTimer.NEXT ->
          ask(context);
      case TimerFired<MemberMessage> _ -> giveUp(context);
      case Received<MemberMessage>(_, Replies(var replies)) ->
          replies.forEach(reply -> hear(reply, context));
      case Received<MemberMessage> _ -> {} // a client answers nobody
    }
  }

  private void think(Context<MemberMessage> context) {
    context.arm(ClientTimer.NEXT, 0, THINK_MAX);
  }

  private void ask(Context<MemberMessage> context) {
    Request request = wishes.next(context);
    NodeId server = servers.get((int) context.random(servers.size()));
    waitsFor = Optional.of(request);
    lastCall++;
    context.report(new Asked(lastCall, server, request));
    operation(request).ifPresent(it -> context.report(new Invoked(it)));
    context.send(server, new Calls(List.of(new Call(lastCall, request))));
    context.arm(ClientTimer.GIVE_UP, WAIT_MIN, WAIT_MAX);
  }

  /// What the history is to hold of a request, if anything.
  private static Optional<Operation> operation(Request request) {
    return switch (request) {
      case Write(ByClient(_, Operation operation)) when Wishes.isShared(operation) ->
          Optional.of(operation);
      case Read(ByClient(_, Operation operation), boolean isLinearizable)
          when isLinearizable && Wishes.isShared(operation) ->
          Optional.of(operation);
      default -> Optional.empty();
    };
  }

  private void hear(Reply reply, Context<MemberMessage> context) {
    if (waitsFor.isEmpty() || reply.id() != lastCall) {
      return;
    }
    context.report(new Heard(lastCall, reply.answer()));
    wishes.hear(waitsFor.get(), reply.answer());
    if (operation(waitsFor.get()).isPresent()) {
      context.report(
          switch (reply.answer()) {
            case Answer.Result(var result) -> new Returned(result);
            case Answer.Failed(var error) when error == CallError.TIMED_OUT -> new Abandoned();
            default -> new Failed();
          });
    }
    rest(context);
  }

  private void giveUp(Context<MemberMessage> context) {
    if (waitsFor.flatMap(StoreClient::operation).isPresent()) {
      context.report(new Abandoned());
    }
    rest(context);
  }

  private void rest(Context<MemberMessage> context) {
    waitsFor = Optional.empty();
    context.disarm(ClientTimer.GIVE_UP);
    think(context);
  }
}
