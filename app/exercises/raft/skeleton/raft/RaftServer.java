package raft;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.NotLeader;
import ds.exercise.raft.RaftMessage.Propose;
import java.util.List;

/// A server of a Raft cluster.
public final class RaftServer implements Node<RaftMessage> {

  private final NodeId self;
  private final List<NodeId> servers;

  /// @param servers all of them, this one among them
  public RaftServer(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.servers = servers;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Started(var recovered) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: begin with paragraph 1 of the handout, 'Terms, votes and"
                  + " time'");
      case TimerFired(var timer) -> {}
      case Received(var from, Propose m) ->
          context.send(from, new NotLeader(m.id())); // until there is a log
      case Received(var from, RaftPeer m) -> onPeer(from, m, context);
      case Received(_, _) -> {} // answers are for clients
    }
  }

  private void onPeer(NodeId from, RaftPeer message, Context<RaftMessage> context) {
    switch (message) {
      case RaftPeer.RequestVote m -> {}
    }
  }
}
