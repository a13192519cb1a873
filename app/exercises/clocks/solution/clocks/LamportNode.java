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
import ds.exercise.clocks.Stamp.Lamport;
import ds.exercise.clocks.Stamped;
import java.util.List;

/// Stamps events with Lamport's clock: a counter that never stays behind what it hears of.
public final class LamportNode implements Node<ClocksMessage> {

  private long time;

  public LamportNode(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(_, Work _) -> stamp(context);
      case Received(_, Tell(long note, var to)) -> context.send(to, new Note(note, stamp(context)));
      case Received(_, Note(_, Lamport(long sent))) -> {
        time = Math.max(time, sent);
        stamp(context);
      }
      case Received(_, _) -> {} // for other nodes
    }
  }

  private Lamport stamp(Context<ClocksMessage> context) {
    time++;
    Lamport stamp = new Lamport(time);
    context.report(new Stamped(stamp));
    return stamp;
  }
}
