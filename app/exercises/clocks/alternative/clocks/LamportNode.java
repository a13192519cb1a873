package clocks;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.clocks.ClocksMessage;
import ds.exercise.clocks.Stamp;
import ds.exercise.clocks.Stamp.Lamport;
import java.util.List;

/// Stamps events with times that no other event has, of this server or another.
///
/// Lamport breaks ties between equal times by an order of the servers. Here a time has its server
/// in it: of three servers, one takes 1, 4, 7, …, one 2, 5, 8, …, and one 3, 6, 9, …
public final class LamportNode implements Node<ClocksMessage> {

  private final Stamper stamper;

  public LamportNode(NodeId self, List<NodeId> servers) {
    this.stamper = new Stamper(new LamportClock(servers.indexOf(self), servers.size()));
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    stamper.on(event, context);
  }

  private static final class LamportClock implements Clock {
    private final int place;
    private final int servers;
    private long time;

    /// @param place which times are its own
    LamportClock(int place, int servers) {
      this.place = place;
      this.servers = servers;
    }

    @Override
    public void hear(Stamp stamp) {
      time = Math.max(time, ((Lamport) stamp).time());
    }

    /// The smallest time of its own that is larger.
    @Override
    public Stamp next(long now) {
      time += servers - Math.floorMod(time - place, servers);
      return new Lamport(time);
    }
  }
}
