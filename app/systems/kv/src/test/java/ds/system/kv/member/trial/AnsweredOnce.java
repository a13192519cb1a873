package ds.system.kv.member.trial;

import ds.core.Context;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.world.World;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Call;
import ds.system.kv.call.Reply;
import ds.system.kv.call.Request;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.trial.ServerProcess.Told;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A member that goes on running answers each call once, with an answer of the kind that was asked
/// for, and in bounded time.
final class AnsweredOnce implements Watching {

  /// Much more than patience, drift, and a pause.
  private static final long WAIT_MAX = 2 * Settings.PATIENCE_NANOS + 2_000 * Context.MILLISECOND;

  private record Open(Request request, long since) {}

  /// The open calls of one life, by the number that the front gave them.
  private static final class Life {
    final Map<Long, Open> open = new LinkedHashMap<>();
    long last;
  }

  private final Map<NodeId, Life> lives = new TreeMap<>();

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step) {
    switch (step.event()) {
      case Started<MemberMessage> _ -> lives.put(step.node(), new Life());
      case Received<MemberMessage>(_, Calls(var calls)) -> {
        Life life = lives.get(step.node());
        for (Call call : calls) {
          life.open.put(++life.last, new Open(call.request(), world.now()));
        }
      }
      case Received<MemberMessage> _, TimerFired<MemberMessage> _ -> {} // no call
    }
    Optional<String> wrong = Watching.super.check(world, step);
    return wrong.isPresent() ? wrong : checkWaiting(world, step.node());
  }

  private Optional<String> checkWaiting(World<MemberMessage> world, NodeId node) {
    if (!(world.host(node).node() instanceof ServerProcess process) || process.isRemoved()) {
      return Optional.empty();
    }
    for (var call : lives.get(node).open.entrySet()) {
      if (world.now() - call.getValue().since() > WAIT_MAX) {
        return Optional.of(node + " does not answer " + call);
      }
      break; // the others are younger
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step, Fact fact) {
    if (fact instanceof Told(Replies(var replies))) {
      for (Reply reply : replies) {
        Open call = lives.get(step.node()).open.remove(reply.id());
        if (call == null) {
          return Optional.of(step.node() + " answered what is not asked: " + reply);
        }
        if (!isAnswer(call.request(), reply.answer())) {
          return Optional.of(call.request() + " was answered by " + reply.answer());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAnswer(Request request, Answer answer) {
    if (answer instanceof Answer.Failed) {
      return true;
    }
    return switch (request) {
      case Request.Write _, Request.Read _ -> answer instanceof Answer.Result;
      case Request.KeepAlive(long lease) ->
          answer instanceof Answer.TimeToLive life && life.lease() == lease;
      case Request.AskTimeToLive(long lease) ->
          answer instanceof Answer.TimeToLive life && life.lease() == lease;
      case Request.MemberRequest _ ->
          answer instanceof Answer.Members || answer instanceof Answer.Refused;
      case Request.MoveLeader _ ->
          answer instanceof Answer.Accepted || answer instanceof Answer.Refused;
      case Request.AskRevisions _ -> answer instanceof Answer.Revisions;
      case Request.AskView _ -> answer instanceof Answer.View;
      case Request.AskLeases _ -> answer instanceof Answer.Leases;
      case Request.AskRules _ -> answer instanceof Answer.RulesView;
      case Request.AskStatus _ -> answer instanceof Answer.Status;
      case Request.AskMembers _ -> answer instanceof Answer.Members;
    };
  }
}
