package ds.exercise.judge;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a server would find on its disk is so many letters long at most, written as text.
public final class DiskSpace<M> implements Goal<M> {

  private final long max;
  private final Map<NodeId, Long> pieces = new HashMap<>();
  private final Map<NodeId, List<Integer>> records = new HashMap<>();
  private long most;
  private String server = "";

  public DiskSpace(long max) {
    this.max = max;
  }

  @Override
  public void see(World<M> world, Step<M> step) {
    for (Effect<M> effect : step.effects()) {
      switch (effect) {
        case Effect.Persist<M>(var record) -> {
          records(step.node()).add(letters(record));
          weigh(step.node());
        }
        case Effect.Checkpoint<M>(var whole, int keep) -> replace(step.node(), whole, keep);
        case Effect.Compact<M>(var whole, int keep) -> replace(step.node(), whole, keep);
        default -> {}
      }
    }
  }

  private void replace(NodeId node, Iterable<? extends Durable> whole, int keep) {
    long sum = 0;
    for (Durable piece : whole) {
      sum += letters(piece);
    }
    pieces.put(node, sum);
    List<Integer> old = records(node);
    old.subList(0, Math.max(0, old.size() - keep)).clear();
    weigh(node);
  }

  private List<Integer> records(NodeId node) {
    return records.computeIfAbsent(node, _ -> new ArrayList<>());
  }

  private static int letters(Durable record) {
    return Letters.of(record).length();
  }

  private void weigh(NodeId node) {
    long sum = pieces.getOrDefault(node, 0L);
    for (int size : records(node)) {
      sum += size;
    }
    if (sum > most) {
      most = sum;
      server = node.name();
    }
  }

  @Override
  public boolean isReached(World<M> world) {
    return !isLost();
  }

  @Override
  public boolean isLost() {
    return most > max;
  }

  @Override
  public String missing(World<M> world) {
    return "%s had records of %,d letters on its disk, and %,d at most are allowed"
        .formatted(server, most, max);
  }
}
