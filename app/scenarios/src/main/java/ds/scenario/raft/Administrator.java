package ds.scenario.raft;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.ChangeMembership;
import ds.protocol.raft.RaftMessage.TransferLeadership;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Membership.Change;
import ds.protocol.rsm.RsmMessage;
import ds.protocol.rsm.RsmMessage.ForRaft;
import java.util.ArrayList;
import java.util.List;

/// Adds, promotes, removes and replaces servers, and moves the leadership, at random and without
/// looking: what a cluster must survive is also its administrator.
final class Administrator implements Node<RsmMessage> {

  private enum AdministratorTimer implements Timer {
    NEXT
  }

  /// The servers that may become voters at once: fewer would make the cluster depend on each.
  private static final int VOTERS_MIN = 3;

  private static final long WAIT_MIN = 20 * Context.MILLISECOND;
  private static final long WAIT_MAX = 120 * Context.MILLISECOND;

  private final List<NodeId> servers;
  private long actions;
  private NodeId leader;

  /// @param servers members and spares
  /// @param actions after how many it stops
  Administrator(List<NodeId> servers, long actions) {
    this.servers = List.copyOf(servers);
    this.actions = actions;
    this.leader = servers.getFirst();
  }

  @Override
  public void on(Event<RsmMessage> event, Context<RsmMessage> context) {
    switch (event) {
      case Event.Received<RsmMessage>(var _, ForRaft(RaftMessage.Answered(NotLeader(var hint)))) ->
          leader = hint.orElse(any(context));
      case Event.Received<RsmMessage> _ -> {} // done or refused: it has other plans already
      case Event.Started<RsmMessage> _ -> rest(context);
      case Event.TimerFired<RsmMessage> _ -> act(context);
    }
  }

  private void rest(Context<RsmMessage> context) {
    context.arm(AdministratorTimer.NEXT, WAIT_MIN, WAIT_MAX);
  }

  private void act(Context<RsmMessage> context) {
    if (actions == 0) {
      return;
    }
    actions--;
    RaftMessage request =
        switch ((int) context.random(10)) {
          case 0 -> new ChangeMembership(new Change.Promote(any(context)));
          case 1 -> new ChangeMembership(new Change.Remove(any(context)));
          case 2, 3, 4, 5 -> new ChangeMembership(new Change.Replace(some(context)));
          case 6 -> new TransferLeadership(any(context));
          default -> new ChangeMembership(new Change.AddLearner(any(context)));
        };
    context.send(leader, new ForRaft(request));
    rest(context);
  }

  private NodeId any(Context<RsmMessage> context) {
    return servers.get((int) context.random(servers.size()));
  }

  private List<NodeId> some(Context<RsmMessage> context) {
    List<NodeId> some = new ArrayList<>(servers);
    long size = VOTERS_MIN + context.random(servers.size() - VOTERS_MIN + 1L);
    while (some.size() > size) {
      some.remove((int) context.random(some.size()));
    }
    return some;
  }
}
