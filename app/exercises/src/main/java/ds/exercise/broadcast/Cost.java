package ds.exercise.broadcast;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.Map;
import java.util.TreeMap;

/// Servers send each other few messages for each value: all that they send while values come, for
/// whatever purpose.
final class Cost implements Goal<BroadcastMessage> {

  private final int values;
  private final int messagesMax;
  private final long until;
  private long messages;
  private final Map<String, Integer> kinds = new TreeMap<>();

  /// @param values how many there are
  /// @param messagesMax for each of them
  /// @param until when to count, in nanoseconds from the beginning
  Cost(int values, int messagesMax, long until) {
    this.values = values;
    this.messagesMax = messagesMax;
    this.until = until;
  }

  @Override
  public void see(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    if (world.now() > until) {
      return;
    }
    for (Effect<BroadcastMessage> effect : step.effects()) {
      if (effect instanceof Effect.Send<BroadcastMessage>(var to, var message)
          && isBetweenServers(step.node(), to)) {
        messages++;
        kinds.merge(message.getClass().getSimpleName(), 1, Integer::sum);
      }
    }
  }

  @Override
  public boolean isReached(World<BroadcastMessage> world) {
    return messages < (long) messagesMax * values;
  }

  @Override
  public String missing(World<BroadcastMessage> world) {
    StringBuilder text = new StringBuilder();
    text.append(messages).append(" messages between servers for ").append(values);
    text.append(" values, ").append(messages * 10 / values / 10).append('.');
    text.append(messages * 10 / values % 10).append(" a value; fewer than ").append(messagesMax);
    text.append(" are asked for. They were");
    kinds.forEach((kind, count) -> text.append(' ').append(count).append(" × ").append(kind));
    return text.toString();
  }

  static boolean isBetweenServers(NodeId from, NodeId to) {
    return !Promises.isClient(from) && !Promises.isClient(to) && !from.equals(to);
  }
}
