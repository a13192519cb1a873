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

  private final long medianMillis;
  private final long maxMillis;
  private final Map<Long, Long> began = new TreeMap<>();
  private final Map<Long, Long> ended = new TreeMap<>();
  private final Map<Long, NodeId> first = new TreeMap<>();
  private final Map<Long, NodeId> last = new TreeMap<>();

  /// @param medianMillis half of all delays are below it
  /// @param maxMillis all delays are below it
  Delay(long medianMillis, long maxMillis) {
    this.medianMillis = medianMillis;
    this.maxMillis = maxMillis;
  }

  @Override
  public void see(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    if (step.event() instanceof Event.Received<BroadcastMessage>(_, Broadcast(long value))) {
      began.putIfAbsent(value, world.now());
      first.putIfAbsent(value, step.node());
    }
    for (long value : Promises.delivered(step)) {
      ended.put(value, world.now());
      last.put(value, step.node());
    }
  }

  @Override
  public boolean isReached(World<BroadcastMessage> world) {
    List<Long> delays = delays();
    return delays.isEmpty()
        || (median(delays) < medianMillis * MILLISECOND
            && delays.getLast() < maxMillis * MILLISECOND);
  }

  @Override
  public String missing(World<BroadcastMessage> world) {
    List<Long> delays = delays();
    StringBuilder text = new StringBuilder();
    text.append("half of the values took ").append(median(delays) / MILLISECOND);
    text.append(" ms or longer, and the slowest ").append(delays.getLast() / MILLISECOND);
    text.append(" ms; less than ").append(medianMillis).append(" and ").append(maxMillis);
    return text.append(" ms are asked for. ").append(slowest()).toString();
  }

  private String slowest() {
    Comparator<Long> byDelay = Comparator.comparing(it -> ended.get(it) - began.get(it));
    long value = ended.keySet().stream().filter(began::containsKey).max(byDelay).orElseThrow();
    String from = first.get(value) + " at " + began.get(value) / MILLISECOND + " ms";
    String until = last.get(value) + " at " + ended.get(value) / MILLISECOND + " ms";
    return "The slowest, " + value + ", came to " + from + " and was delivered last by " + until;
  }

  private List<Long> delays() {
    return ended.entrySet().stream()
        .filter(it -> began.containsKey(it.getKey()))
        .map(it -> it.getValue() - began.get(it.getKey()))
        .sorted()
        .toList();
  }

  private static long median(List<Long> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
