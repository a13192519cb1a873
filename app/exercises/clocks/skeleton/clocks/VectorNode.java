package clocks;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.clocks.ClocksMessage;
import ds.exercise.clocks.ClocksMessage.Note;
import ds.exercise.clocks.ClocksMessage.Tell;
import ds.exercise.clocks.ClocksMessage.Work;
import ds.exercise.clocks.Stamp.Vector;
import java.util.List;

/// Stamps events with vectors.
public final class VectorNode implements Node<ClocksMessage> {

  public VectorNode(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(var from, Work _) -> throw nothingYet();
      case Received(var from, Tell(long note, var to)) -> throw nothingYet();
      case Received(var from, Note(long note, Vector(var sent))) -> throw nothingYet();
      case Received(_, _) -> {} // for other nodes
    }
  }

  private static UnsupportedOperationException nothingYet() {
    return new UnsupportedOperationException(
        "nothing is written yet: paragraph 2 of the handout is about 'Vectors'");
  }
}
