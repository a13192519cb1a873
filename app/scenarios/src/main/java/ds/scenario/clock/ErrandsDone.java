package ds.scenario.clock;

import ds.core.Event.TimerFired;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.Map;

/// Every server has done all that it has to do.
final class ErrandsDone implements Goal<ClockMessage> {

  private final int servers;
  private final Map<NodeId, Integer> done = new HashMap<>();

  ErrandsDone(int servers) {
    this.servers = servers;
  }

  @Override
  public void see(World<ClockMessage> world, Step<ClockMessage> step) {
    if (step.event() instanceof TimerFired<ClockMessage>) {
      done.merge(step.node(), 1, (count, one) -> count + one);
    }
  }

  @Override
  public boolean isReached(World<ClockMessage> world) {
    return done.values().stream().filter(count -> count == Correspondent.ERRANDS).count()
        == servers;
  }
}
