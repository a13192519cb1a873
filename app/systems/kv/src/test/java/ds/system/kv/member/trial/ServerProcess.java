package ds.system.kv.member.trial;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Fact;
import ds.core.MappedContext;
import ds.core.Node;
import ds.core.NodeId;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Call;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Reply;
import ds.system.kv.member.Member;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.Removed;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.member.MemberSettings;
import ds.system.kv.roster.ClusterMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A process of a cluster: a [Member] and the front before it, as one server of a scenario.
///
/// Scenarios call their servers s1, s2, …; members are named by their numbers. As in the real
/// process, the front numbers calls from 1 in every life, never asks twice, and ends when its
/// member is removed. What it hears it states as [Told].
final class ServerProcess implements Node<MemberMessage> {

  /// The front has heard this of its member.
  record Told(MemberMessage message) implements Fact {}

  /// Who waits for a call.
  private record Waiting(NodeId client, long call) {}

  private final Member member;
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private long lastCall;
  private boolean isRemoved;
  private RosterChanged roster = new RosterChanged(List.of(), List.of(), List.of());

  /// @param servers with which the cluster begins; any other waits to be added
  ServerProcess(NodeId self, List<NodeId> servers) {
    List<ClusterMember> bootstrap =
        servers.contains(self) ? servers.stream().map(ServerProcess::info).toList() : List.of();
    MemberSettings settings =
        new MemberSettings(
            bootstrap, Settings.RAFT, MemberSettings.QUOTA_BYTES_DEFAULT, Settings.PATIENCE_NANOS);
    this.member = new Member(memberOn(self), settings);
  }

  /// What the cluster knows of the member on a server.
  static ClusterMember info(NodeId server) {
    return new ClusterMember(
        ClusterMember.id(memberOn(server)),
        server.name(),
        List.of("http://" + server + ":2380"),
        List.of("http://" + server + ":2379"));
  }

  static NodeId memberOn(NodeId server) {
    return new NodeId(server.name().substring(1));
  }

  private static NodeId serverOf(NodeId member) {
    return new NodeId("s" + member);
  }

  Member member() {
    return member;
  }

  /// The members' addresses, as last told, on which members agree; of who was started, one may know
  /// more than another by its log.
  RosterChanged roster() {
    return roster;
  }

  boolean isRemoved() {
    return isRemoved;
  }

  @Override
  public void on(Event<MemberMessage> event, Context<MemberMessage> context) {
    if (isRemoved) {
      refuse(event, context);
      return;
    }
    Event<MemberMessage> heard =
        switch (event) {
          case Received(var client, Calls(var calls)) ->
              new Received<>(MemberMessage.FRONT, new Calls(numbered(client, calls)));
          case Received(var server, var message) -> new Received<>(memberOn(server), message);
          case Event.Started<MemberMessage> started -> started;
          case Event.TimerFired<MemberMessage> timer -> timer;
        };
    member.on(heard, new Inside(context));
  }

  /// Nothing listens any more where clients knock, and they notice.
  private static void refuse(Event<MemberMessage> event, Context<MemberMessage> context) {
    if (event instanceof Received<MemberMessage>(var client, Calls(var calls))) {
      var refusal = new Answer.Failed(CallError.NO_LEADER);
      calls.forEach(it -> context.send(client, new Replies(List.of(new Reply(it.id(), refusal)))));
    }
  }

  private List<Call> numbered(NodeId client, List<Call> calls) {
    List<Call> numbered = new ArrayList<>();
    for (Call call : calls) {
      waiting.put(++lastCall, new Waiting(client, call.id()));
      numbered.add(new Call(lastCall, call.request()));
    }
    return numbered;
  }

  /// What the member takes for the world.
  private final class Inside extends MappedContext<MemberMessage, MemberMessage> {

    Inside(Context<MemberMessage> outer) {
      super(outer, message -> message);
    }

    @Override
    public NodeId self() {
      return memberOn(outer.self());
    }

    @Override
    public void send(NodeId to, MemberMessage message) {
      if (to.equals(MemberMessage.FRONT)) {
        hear(message);
      } else {
        outer.send(serverOf(to), message);
      }
    }

    private void hear(MemberMessage message) {
      outer.report(new Told(message));
      switch (message) {
        case Replies(var replies) -> replies.forEach(this::pass);
        case Removed _ -> isRemoved = true;
        case RosterChanged(var members, var removed, _) ->
            roster = new RosterChanged(members, removed, List.of());
        default -> {} // for those who watch, and for the transport
      }
    }

    private void pass(Reply reply) {
      Waiting who = waiting.remove(reply.id());
      if (who != null) {
        outer.send(who.client(), new Replies(List.of(new Reply(who.call(), reply.answer()))));
      }
    }
  }
}
