package ds.exercise.broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Values are everywhere soon: the time from a value's arrival at its first server until the last
/// server has delivered it.
final class Delay implements Goal<BroadcastMessage> {

  /// The way of a value so far.
  ///
  /// @param last which server delivered it last, at `ended`
  private record Way(long value, NodeId first, long began, NodeId last, long ended) {

    Way reached(NodeId node, long time) {
      return new Way(value, first, began, node, time);
    }

    long delay() {
      return ended - began;
    }

    @Override
    public String toString() {
      String start = value + ", came to " + first + " at " + began / MILLISECOND + " ms";
      return start + " and was delivered last by " + last + " at " + ended / MILLISECOND + " ms";
    }
  }

  private final long medianMillis;
  private final long maxMillis;
  private final Map<Long, Way> ways = new TreeMap<>();

  /// @param medianMillis half of all delays are below it
  /// @param maxMillis all delays are below it
  Delay(long medianMillis, long maxMillis) {
    this.medianMillis = medianMillis;
    this.maxMillis = maxMillis;
  }

  @Override
  public void see(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    NodeId node = step.node();
    long now = world.now();
    if (step.event() instanceof Event.Received<BroadcastMessage>(_, Broadcast(long value))) {
      ways.putIfAbsent(value, new Way(value, node, now, node, now));
    }
    for (long value : Promises.delivered(step)) {
      ways.computeIfPresent(value, (_, way) -> way.reached(node, now));
    }
  }

  @Override
  public boolean isReached(World<BroadcastMessage> world) {
    List<Way> sorted = byDelay();
    return sorted.isEmpty()
        || (median(sorted) < medianMillis * MILLISECOND
            && sorted.getLast().delay() < maxMillis * MILLISECOND);
  }

  @Override
  public String missing(World<BroadcastMessage> world) {
    List<Way> sorted = byDelay();
    Way slowest = sorted.getLast();
    StringBuilder text = new StringBuilder();
    text.append("half of the values took ").append(median(sorted) / MILLISECOND);
    text.append(" ms or longer, and the slowest ").append(slowest.delay() / MILLISECOND);
    text.append(" ms; less than ").append(medianMillis).append(" and ").append(maxMillis);
    return text.append(" ms are asked for. The slowest, ").append(slowest).toString();
  }

  private List<Way> byDelay() {
    return ways.values().stream().sorted(Comparator.comparingLong(Way::delay)).toList();
  }

  private static long median(List<Way> sorted) {
    return sorted.get(sorted.size() / 2).delay();
  }
}
