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
import ds.exercise.clocks.Stamped;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Stamps events with vectors: how many events of each server are known to have happened.
public final class VectorNode implements Node<ClocksMessage> {

  private final NodeId self;
  private final SortedMap<NodeId, Long> counts = new TreeMap<>();

  public VectorNode(NodeId self, List<NodeId> servers) {
    this.self = self;
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    switch (event) {
      case Started(_), TimerFired(_) -> {}
      case Received(_, Work _) -> stamp(context);
      case Received(_, Tell(long note, var to)) -> context.send(to, new Note(note, stamp(context)));
      case Received(_, Note(_, Vector(var sent))) -> {
        sent.forEach((node, count) -> counts.merge(node, count, Math::max));
        stamp(context);
      }
      case Received(_, _) -> {} // for other nodes
    }
  }

  private Vector stamp(Context<ClocksMessage> context) {
    counts.merge(self, 1L, Long::sum);
    Vector stamp = new Vector(new TreeMap<>(counts));
    context.report(new Stamped(stamp));
    return stamp;
  }
}
