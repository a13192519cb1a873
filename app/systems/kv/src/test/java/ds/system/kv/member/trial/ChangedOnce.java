package ds.system.kv.member.trial;

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
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.member.trial.ServerProcess.Told;
import ds.system.kv.roster.ClusterMember;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Whoever is told that it was done has done it: a member is added once, promoted once and removed
/// once, nothing is done to it after its removal, and no two have one address. A cluster that
/// changes its leader changes none of that.
final class ChangedOnce implements Watching {

  /// @param wasRemoved whether somebody had been told by then that the member was removed
  private record Open(MemberRequest request, boolean wasRemoved) {}

  /// What was asked in one life, by the number that the front gave it.
  private static final class Life {
    final Map<Long, Open> open = new HashMap<>();
    long last;
  }

  private final Map<NodeId, Life> lives = new TreeMap<>();

  /// What is done once.
  private final Set<MemberRequest> done = new HashSet<>();

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step) {
    switch (step.event()) {
      case Started<MemberMessage> _ -> lives.put(step.node(), new Life());
      case Received<MemberMessage>(_, Calls(var calls)) -> {
        Life life = lives.get(step.node());
        for (Call call : calls) {
          life.last++;
          if (call.request() instanceof MemberRequest request) {
            life.open.put(life.last, new Open(request, done.contains(removalOf(request))));
          }
        }
      }
      case Received<MemberMessage> _, TimerFired<MemberMessage> _ -> {} // no call
    }
    return Watching.super.check(world, step);
  }

  private static MemberRequest removalOf(MemberRequest request) {
    return new MemberRequest.Remove(
        switch (request) {
          case MemberRequest.Add(var member, _) -> member.id();
          case MemberRequest.Promote(var member) -> member;
          case MemberRequest.Remove(var member) -> member;
          case MemberRequest.Update(var member, _) -> member;
          case MemberRequest.Publish(var member, _, _) -> member;
        });
  }

  @Override
  public Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step, Fact fact) {
    return switch (fact) {
      case Told(Replies(var replies)) -> {
        Map<Long, Open> open = lives.get(step.node()).open;
        yield replies.stream()
            .filter(reply -> reply.answer() instanceof Answer.Members)
            .map(Reply::id)
            .filter(open::containsKey)
            .flatMap(id -> wrong(open.get(id)).stream())
            .findFirst();
      }
      case Told(RosterChanged(var members, _, _)) -> sharedAddress(members);
      default -> Optional.empty();
    };
  }

  private Optional<String> wrong(Open call) {
    if (call.wasRemoved()) {
      return Optional.of(call.request() + " was done after the member was removed");
    }
    MemberRequest once =
        call.request() instanceof MemberRequest.Add(var member, _)
            ? new MemberRequest.Add(member, false)
            : call.request();
    boolean isRepeatable =
        once instanceof MemberRequest.Update || once instanceof MemberRequest.Publish;
    return isRepeatable || done.add(once)
        ? Optional.empty()
        : Optional.of(once + " was done twice");
  }

  private static Optional<String> sharedAddress(List<ClusterMember> members) {
    Set<String> seen = new HashSet<>();
    return members.stream()
        .flatMap(member -> member.peerUrls().stream())
        .filter(url -> !seen.add(url))
        .findFirst()
        .map(url -> "two members are at " + url);
  }
}
