package clocks;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.clocks.ClocksMessage;
import ds.exercise.clocks.Stamp;
import ds.exercise.clocks.Stamp.Hybrid;
import java.util.List;

/// Stamps events with wall time and count in one number: its last 16 bits are the count.
///
/// So the wall time has a grain of 65,536 ns, and a hybrid clock is Lamport's: a number that only
/// grows, by one at least, and by more whenever real time is ahead of it.
public final class HybridNode implements Node<ClocksMessage> {

  private final Stamper stamper;

  public HybridNode(NodeId self, List<NodeId> servers) {
    this.stamper = new Stamper(new HybridClock());
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    stamper.on(event, context);
  }

  private static final class HybridClock implements Clock {
    private static final long COUNT = 0xFFFF;

    private long last = Long.MIN_VALUE;

    @Override
    public void hear(Stamp stamp) {
      Hybrid heard = (Hybrid) stamp;
      last = Math.max(last, heard.wall() + heard.count());
    }

    @Override
    public Stamp next(long now) {
      last = Math.max(last + 1, now & ~COUNT);
      return new Hybrid(last & ~COUNT, last & COUNT);
    }
  }
}
