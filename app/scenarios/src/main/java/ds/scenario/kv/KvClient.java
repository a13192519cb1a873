package ds.scenario.kv;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.lab.scenario.Caller;
import ds.lab.scenario.HistoryFact.Abandoned;
import ds.lab.scenario.HistoryFact.Failed;
import ds.lab.scenario.HistoryFact.Invoked;
import ds.lab.scenario.HistoryFact.Returned;
import ds.protocol.kv.KvCommand;
import ds.protocol.kv.KvQuery;
import ds.protocol.kv.KvResult;
import ds.protocol.rsm.Clerk;
import ds.protocol.rsm.Clerk.ClerkTimer;
import ds.protocol.rsm.RsmMessage;
import java.util.List;
import java.util.Optional;

/// A client of a replicated store, which asks one thing after the other and states what it saw.
public final class KvClient implements Node<RsmMessage>, Caller {

  /// What wakes a client.
  enum ClientTimer implements Timer {
    /// It has thought long enough.
    NEXT
  }

  private static final List<Usage> USAGES =
      List.of(
          Usage.of("put KEY VALUE", words -> new KvCommand.Put(words.get(0), words.get(1))),
          Usage.of("get KEY", words -> new KvQuery.Get(words.getFirst())),
          Usage.of("append KEY VALUE", words -> new KvCommand.Append(words.get(0), words.get(1))),
          new Usage(
              "put-if KEY VALUE VERSION",
              words ->
                  Usage.number(words.get(2))
                      .map(it -> new KvCommand.PutIf(words.get(0), words.get(1), it))),
          Usage.of("delete KEY", words -> new KvCommand.Delete(words.getFirst())));

  private final Workload workload;
  private final Clerk clerk;
  private long number;
  private long seen;

  public KvClient(List<NodeId> servers, Workload workload) {
    this.workload = workload;
    this.clerk = new Clerk(servers, Clerk.Patience.DEFAULT);
  }

  @Override
  public void on(Event<RsmMessage> event, Context<RsmMessage> context) {
    switch (event) {
      case Event.Started<RsmMessage> _ -> think(context);
      case Event.TimerFired<RsmMessage>(ClientTimer _) -> ask(context);
      case Event.TimerFired<RsmMessage>(ChosenCall(var operation)) -> {
        context.disarm(ClientTimer.NEXT);
        call(operation, context);
      }
      case Event.TimerFired<RsmMessage>(var timer) ->
          hear(clerk.onTimer((ClerkTimer) timer, context), context);
      case Event.Received<RsmMessage>(var from, RsmMessage.Reply reply) ->
          hear(clerk.onReply(from, reply, context), context);
      case Event.Received<RsmMessage> _ -> {} // a client answers nobody
    }
  }

  @Override
  public List<Usage> usages() {
    return USAGES;
  }

  @Override
  public boolean isFree() {
    return clerk.isIdle();
  }

  private void think(Context<RsmMessage> context) {
    context.arm(ClientTimer.NEXT, workload.think().min(), workload.think().max());
  }

  private void ask(Context<RsmMessage> context) {
    call(workload.next(context.self(), ++number, seen, context), context);
  }

  private void call(Object operation, Context<RsmMessage> context) {
    context.report(new Invoked(operation));
    if (operation instanceof KvCommand command) {
      clerk.execute(command, context);
    } else {
      clerk.query((KvQuery) operation, context);
    }
  }

  private void hear(Optional<Clerk.Outcome> outcome, Context<RsmMessage> context) {
    if (outcome.isEmpty()) {
      return;
    }
    switch (outcome.get()) {
      case Clerk.Outcome.Done(var result) -> {
        remember((KvResult) result);
        context.report(new Returned(result));
      }
      case Clerk.Outcome.Maybe() -> context.report(new Abandoned());
      case Clerk.Outcome.Failed() -> context.report(new Failed());
    }
    think(context);
  }

  private void remember(KvResult result) {
    seen =
        switch (result) {
          case KvResult.Value value -> value.version();
          case KvResult.Stored stored -> stored.version();
          case KvResult.VersionMismatch mismatch -> mismatch.version();
          default -> 0;
        };
  }
}
