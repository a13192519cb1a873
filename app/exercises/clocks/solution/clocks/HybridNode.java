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
import ds.exercise.clocks.Stamp.Hybrid;
import ds.exercise.clocks.Stamped;
import java.util.List;

/// Stamps events with the largest time that it has seen on any clock, its own or one that it heard
/// of, and counts the events within that time.
public final class HybridNode implements Node<ClocksMessage> {

  private long wall;
  private long count;

  public HybridNode(NodeId self, List<NodeId> servers) {}

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(_, Work _) -> stamp(context);
      case Received(_, Tell(long note, var to)) -> context.send(to, new Note(note, stamp(context)));
      case Received(_, Note(_, Hybrid(long sentWall, long sentCount))) -> {
        catchUp(sentWall, sentCount);
        stamp(context);
      }
      case Received(_, _) -> {} // for other nodes
    }
  }

  private void catchUp(long sentWall, long sentCount) {
    if (sentWall > wall) {
      wall = sentWall;
      count = sentCount;
    } else if (sentWall == wall) {
      count = Math.max(count, sentCount);
    }
  }

  private Hybrid stamp(Context<ClocksMessage> context) {
    if (context.now() > wall) {
      wall = context.now();
      count = 0;
    } else {
      count++;
    }
    Hybrid stamp = new Hybrid(wall, count);
    context.report(new Stamped(stamp));
    return stamp;
  }
}
