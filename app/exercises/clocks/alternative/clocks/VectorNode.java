package clocks;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.clocks.ClocksMessage;
import ds.exercise.clocks.Stamp;
import ds.exercise.clocks.Stamp.Vector;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Stamps events with vectors. In memory a vector is an array, with a place for each server; only a
/// stamp is a map.

public final class VectorNode implements Node<ClocksMessage> {

  private final Stamper stamper;

  public VectorNode(NodeId self, List<NodeId> servers) {
    this.stamper = new Stamper(new VectorClock(self, servers));
  }

  @Override
  public void on(Event<ClocksMessage> event, Context<ClocksMessage> context) {
    stamper.on(event, context);
  }

  private static final class VectorClock implements Clock {
    private final List<NodeId> servers;
    private final int self;
    private final long[] counts;

    VectorClock(NodeId self, List<NodeId> servers) {
      this.servers = servers;
      this.self = servers.indexOf(self);
      this.counts = new long[servers.size()];
    }

    @Override
    public void hear(Stamp stamp) {
      SortedMap<NodeId, Long> heard = ((Vector) stamp).counts();
      for (int place = 0; place < counts.length; place++) {
        counts[place] = Math.max(counts[place], heard.get(servers.get(place)));
      }
    }

    @Override
    public Stamp next(long now) {
      counts[self]++;
      SortedMap<NodeId, Long> map = new TreeMap<>();
      for (int place = 0; place < counts.length; place++) {
        map.put(servers.get(place), counts[place]);
      }
      return new Vector(map);
    }
  }
}
