package ds.scenario.behaviour.notes;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a server applies has been written by a majority: nothing is committed early.
final class OnMajority implements Invariant<RaftMessage> {

  private final int servers;
  private final Map<NodeId, DiskImage> disks = new HashMap<>();

  /// @param servers how many there are
  OnMajority(int servers) {
    this.servers = servers;
  }

  @Override
  public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
    disks.computeIfAbsent(step.node(), _ -> new DiskImage()).see(step);
    for (Effect<RaftMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<RaftMessage>(Applied applied)) {
        long holders = holders(applied);
        if (2 * holders <= servers) {
          return Optional.of(
              "%s applies %s, which is on %d of %d disks"
                  .formatted(step.node(), applied, holders, servers));
        }
      }
    }
    return Optional.empty();
  }

  private long holders(Applied applied) {
    long count = 0;
    for (DiskImage disk : disks.values()) {
      count += disk.holds(applied.index(), applied.term()) ? 1 : 0;
    }
    return count;
  }
}
