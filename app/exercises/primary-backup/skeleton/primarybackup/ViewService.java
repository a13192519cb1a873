package primarybackup;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.primarybackup.StoreMessage;
import ds.exercise.primarybackup.StoreMessage.AskView;
import ds.exercise.primarybackup.StoreMessage.Ping;
import ds.exercise.primarybackup.View;
import java.util.List;

/// Decides who is primary and who is backup.
public final class ViewService implements Node<StoreMessage> {

  private View view = View.NONE;

  public ViewService(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<StoreMessage> event, Context<StoreMessage> context) {
    switch (event) {
      case Started(_) ->
          throw new UnsupportedOperationException(
              "nothing is written yet: begin with paragraph 1 of the handout, 'Who is alive'");
      case Received(var from, Ping(long known)) -> {}
      case Received(var from, AskView _) -> {}
      case Received(_, _) -> {} // nobody says anything else to a view service
      case TimerFired(var timer) -> {}
    }
  }
}
