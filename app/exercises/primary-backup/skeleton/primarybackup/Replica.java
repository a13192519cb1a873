package primarybackup;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.primarybackup.StoreMessage.Request;
import ds.exercise.primarybackup.View;
import java.util.List;

/// A server of the store: primary, backup, or waiting to be one of them.
public final class Replica implements Node<StoreMessage> {

  private final NodeId self;
  private final NodeId service;
  private View view = View.NONE;

  public Replica(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.service = servers.getFirst();
  }

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started(_) ->
          throw new UnsupportedOperationException(
              "no server is written yet: see paragraph 4 of the handout, 'A server alone'");
      case Received(_, CurrentView(var told)) -> {}
      case Received(var client, Request request) -> {}
      case Received(var from, ReplicaPeer message) -> {}
      case Received(_, _) -> {} // not for a server
      case TimerFired(var timer) -> {}
    }
  }
}
