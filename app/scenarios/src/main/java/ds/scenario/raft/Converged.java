package ds.scenario.raft;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every server that runs comes to apply what any of them had applied when the faults ended: none
/// is left behind for ever, although a majority would do without it.
public final class Converged<M> implements Goal<M> {

  private final List<NodeId> servers;
  private final long calmAt;
  private final Map<NodeId, LogIndex> applied = new HashMap<>();
  private LogIndex target = LogIndex.NONE;

  /// @param calmAt when the faults end, in nanoseconds
  public Converged(List<NodeId> servers, long calmAt) {
    this.servers = List.copyOf(servers);
    this.calmAt = calmAt;
  }

  @Override
  public void see(World<M> world, Step<M> step) {
    if (step.event() instanceof Event.Started<M>) {
      applied.remove(step.node());
    }
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<M>(Fact fact)) {
        learn(world, step.node(), fact);
      }
    }
  }

  private void learn(World<M> world, NodeId node, Fact fact) {
    LogIndex index =
        switch (fact) {
          case Applied now -> now.index();
          case SnapshotInstalled(Position last) -> last.index();
          default -> LogIndex.NONE;
        };
    if (!index.equals(LogIndex.NONE)) {
      applied.put(node, index);
      if (world.now() <= calmAt && index.compareTo(target) > 0) {
        target = index;
      }
    }
  }

  /// Before the calm nobody knows how much there is to catch up with.
  @Override
  public boolean isReached(World<M> world) {
    if (world.now() <= calmAt) {
      return false;
    }
    for (NodeId server : servers) {
      LogIndex reached = applied.getOrDefault(server, LogIndex.NONE);
      if (world.host(server).isUp() && reached.compareTo(target) < 0) {
        return false;
      }
    }
    return true;
  }
}
