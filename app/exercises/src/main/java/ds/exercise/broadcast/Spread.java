package ds.exercise.broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Every value is stored in the end, and every server has delivered it in its present life.
final class Spread implements Goal<BroadcastMessage> {

  private final int values;

  /// Which server stored a value, and when its client heard of it.
  private record Storing(NodeId by, long time) {}

  private final Map<Long, Storing> stored = new TreeMap<>();
  private final Map<NodeId, Set<Long>> delivered = new TreeMap<>();

  /// @param values how many there are
  Spread(int values) {
    this.values = values;
  }

  @Override
  public void see(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    NodeId node = step.node();
    if (Promises.isClient(node)) {
      if (step.event() instanceof Event.Received<BroadcastMessage>(var by, Stored(long value))) {
        stored.putIfAbsent(value, new Storing(by, world.now()));
      }
      return;
    }
    Set<Long> here = delivered.computeIfAbsent(node, _ -> new TreeSet<>());
    if (step.event() instanceof Event.Started) {
      here.clear();
    }
    here.addAll(Promises.delivered(step));
  }

  @Override
  public boolean isReached(World<BroadcastMessage> world) {
    return stored.size() == values
        && delivered.values().stream().allMatch(it -> it.containsAll(stored.keySet()));
  }

  @Override
  public String missing(World<BroadcastMessage> world) {
    for (Map.Entry<Long, Storing> value : stored.entrySet()) {
      List<NodeId> without =
          delivered.entrySet().stream()
              .filter(it -> !it.getValue().contains(value.getKey()))
              .map(Map.Entry::getKey)
              .toList();
      if (!without.isEmpty()) {
        return said(value.getKey(), value.getValue(), without);
      }
    }
    return "only " + stored.size() + " of " + values + " values are stored";
  }

  private static String said(long value, Storing storing, List<NodeId> without) {
    long millis = storing.time() / MILLISECOND;
    String first = storing.by() + " has stored " + value + ", as its client hears at " + millis;
    String who = without.size() <= 3 ? without.toString() : without.size() + " servers";
    return first + " ms, but it never comes to " + who;
  }
}
