package ds.scenario.clock;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.clock.HybridTime;
import ds.protocol.clock.LamportTime;
import ds.protocol.clock.VectorTime;
import ds.scenario.clock.ClockMessage.Note;
import ds.scenario.clock.ClockMessage.Stamped;
import ds.scenario.clock.ClockMessage.Times;
import java.util.List;

/// A server that works, writes notes to others and reads theirs; each of these is an event, and has
/// its times.
final class Correspondent implements Node<ClockMessage> {

  /// So that a run is long enough for notes to overtake each other, and short enough to be judged
  /// pair by pair.
  static final int ERRANDS = 25;

  private enum Errand implements Timer {
    NEXT
  }

  private final List<NodeId> servers;

  private LamportTime lamport;
  private VectorTime vector;
  private HybridTime hybrid = HybridTime.START;
  private long errands;

  Correspondent(NodeId self, List<NodeId> servers) {
    this.servers = servers;
    this.lamport = LamportTime.start(self);
    this.vector = VectorTime.start(self);
  }

  @Override
  public void on(Event<ClockMessage> event, Context<ClockMessage> context) {
    switch (event) {
      case Started(var _) -> rest(context);
      case TimerFired(var _) -> onErrand(context);
      case Received(var _, Note(var _, var sent)) -> onNote(sent, context);
    }
  }

  private void rest(Context<ClockMessage> context) {
    context.arm(Errand.NEXT, 5 * MILLISECOND, 40 * MILLISECOND);
  }

  private void onErrand(Context<ClockMessage> context) {
    errands++;
    lamport = lamport.tick();
    vector = vector.tick();
    hybrid = hybrid.tick(context.now());
    Times times = stamp(context);
    NodeId to = servers.get((int) context.random(servers.size()));
    if (!to.equals(context.self())) {
      context.send(to, new Note(errands, times));
    }
    if (errands < ERRANDS) {
      rest(context);
    }
  }

  private void onNote(Times sent, Context<ClockMessage> context) {
    lamport = lamport.receive(sent.lamport());
    vector = vector.receive(sent.vector());
    hybrid = hybrid.receive(sent.hybrid(), context.now());
    stamp(context);
  }

  private Times stamp(Context<ClockMessage> context) {
    Times times = new Times(lamport, vector, hybrid);
    context.report(new Stamped(times));
    return times;
  }
}
