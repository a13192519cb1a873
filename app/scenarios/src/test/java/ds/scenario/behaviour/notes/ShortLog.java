package ds.scenario.behaviour.notes;

import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// No server's disk holds more of the log than so many bytes: snapshots replace the rest.
public final class ShortLog<M> implements Invariant<M> {

  private final long bytesMax;
  private final Map<NodeId, DiskImage> disks = new HashMap<>();

  public ShortLog(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Override
  public Optional<String> check(World<M> world, Step<M> step) {
    DiskImage disk = disks.computeIfAbsent(step.node(), _ -> new DiskImage());
    disk.see(step);
    return disk.logBytes() <= bytesMax
        ? Optional.empty()
        : Optional.of("the log of " + step.node() + " has " + disk.logBytes() + " bytes");
  }
}
