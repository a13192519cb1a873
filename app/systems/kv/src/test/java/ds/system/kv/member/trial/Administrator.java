package ds.system.kv.member.trial;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.system.kv.call.Call;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.member.MemberMessage;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.trial.ClientFact.Asked;
import ds.system.kv.roster.ClusterMember;
import java.util.ArrayList;
import java.util.List;

/// Adds, promotes, readdresses and removes members at random and without looking: what a cluster
/// must survive is also its administrator. In the end it removes all that it may have begun to
/// remove.
final class Administrator implements Node<MemberMessage> {

  private enum AdministratorTimer implements Timer {
    NEXT
  }

  private static final long WAIT_MIN = 50 * Context.MILLISECOND;
  private static final long WAIT_MAX = 300 * Context.MILLISECOND;

  /// Where several shall move to, of whom one can.
  private static final List<String> CONTESTED = List.of("http://new:2380");

  private final List<NodeId> servers;
  private final List<NodeId> spares;

  /// Those that are gone in the end; the others stay, to be asked.
  private final List<NodeId> passing;

  private long actionsLeft;
  private long call;

  /// @param actions after how many it begins to clean up
  Administrator(List<NodeId> servers, List<NodeId> spares, long actions) {
    this.servers = List.copyOf(servers);
    this.spares = List.copyOf(spares);
    this.passing = new ArrayList<>(spares);
    passing.add(servers.getLast());
    this.actionsLeft = actions;
  }

  @Override
  public void on(Event<MemberMessage> event, Context<MemberMessage> context) {
    switch (event) {
      case Started<MemberMessage> _ -> rest(context);
      case TimerFired<MemberMessage> _ -> act(context);
      case Received<MemberMessage> _ -> {} // done or refused: it has other plans already
    }
  }

  private void rest(Context<MemberMessage> context) {
    context.arm(AdministratorTimer.NEXT, WAIT_MIN, WAIT_MAX);
  }

  private void act(Context<MemberMessage> context) {
    actionsLeft--;
    Request request =
        actionsLeft > 0
            ? next(context)
            : new MemberRequest.Remove(ServerProcess.info(any(passing, context)).id());
    NodeId server = any(servers, context);
    context.report(new Asked(++call, server, request));
    context.send(server, new Calls(List.of(new Call(call, request))));
    rest(context);
  }

  private Request next(Context<MemberMessage> context) {
    ClusterMember spare = ServerProcess.info(any(spares, context));
    ClusterMember other = ServerProcess.info(passing.getLast());
    return switch ((int) context.random(12)) {
      case 0, 1, 2 -> new MemberRequest.Add(spare, true);
      case 3, 4, 5 -> new MemberRequest.Add(spare, false);
      case 6, 7 -> new MemberRequest.Promote(spare.id());
      case 8 -> new MemberRequest.Remove(spare.id());
      case 9 -> new MemberRequest.Remove(other.id());
      case 10 ->
          new MemberRequest.Update(ServerProcess.info(any(passing, context)).id(), CONTESTED);
      default -> new MemberRequest.Publish(spare.id(), spare.name(), spare.clientUrls());
    };
  }

  private static NodeId any(List<NodeId> nodes, Context<MemberMessage> context) {
    return nodes.get((int) context.random(nodes.size()));
  }
}
