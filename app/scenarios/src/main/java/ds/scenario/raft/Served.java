package ds.scenario.raft;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.scenario.HistoryFact.Returned;
import ds.lab.world.World;
import java.util.List;
import java.util.TreeSet;

/// Every client gets an answer once the faults have ended: the store is available again.
public final class Served<M> implements Goal<M> {

  private final int clients;
  private final long calmAt;
  private final TreeSet<NodeId> served = new TreeSet<>();

  /// @param clients how many there are
  /// @param calmAt when the faults end, in nanoseconds
  public Served(int clients, long calmAt) {
    this.clients = clients;
    this.calmAt = calmAt;
  }

  @Override
  public void see(World<M> world, Step<M> step) {
    if (world.now() < calmAt) {
      return;
    }
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<M>(Returned _)) {
        served.add(step.node());
      }
    }
  }

  @Override
  public boolean isReached(World<M> world) {
    return served.size() >= clients;
  }
}
