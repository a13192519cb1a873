package ds.scenario.study;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Membership;
import java.util.List;

/// A Raft server with nothing behind its log. It begins with a given disk, and may give itself
/// work.
final class StudyServer implements Node<RaftMessage> {

  /// What a leader gives itself to do.
  record Work() implements Command {}

  /// Time to work.
  private enum WorkTimer implements Timer {
    WORK
  }

  private final Raft raft;
  private final List<? extends Durable> disk;
  private final long workEvery;

  /// @param disk what the server finds at its first start
  /// @param workEvery how often a leader proposes something, in nanoseconds; 0 for never
  StudyServer(
      NodeId self,
      List<NodeId> members,
      RaftSettings settings,
      List<? extends Durable> disk,
      long workEvery) {
    this.raft = new Raft(self, Membership.of(members), settings, Application.None.NONE);
    this.disk = List.copyOf(disk);
    this.workEvery = workEvery;
  }

  Raft raft() {
    return raft;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Started(var _) -> {
        raft.on(new Started<>(disk), context);
        rest(context);
      }
      case TimerFired(WorkTimer _) -> {
        raft.propose(new Work(), context);
        rest(context);
      }
      case TimerFired(var _) -> raft.on(event, context);
      case Received(var _, var _) -> raft.on(event, context);
    }
  }

  private void rest(Context<RaftMessage> context) {
    if (workEvery > 0) {
      context.arm(WorkTimer.WORK, workEvery, workEvery);
    }
  }
}
