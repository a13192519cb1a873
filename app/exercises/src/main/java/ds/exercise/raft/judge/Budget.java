package ds.exercise.raft.judge;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.raft.RaftMessage;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What servers may use, with room for three times what a sound one needs. It is judged at the end
/// of a run: a part of its schedule could make any server send more.
public final class Budget {

  private Budget() {}

  /// Servers send each other so many messages within a window, or so many letters, at most.
  static final class Traffic implements Goal<RaftMessage> {
    private final Window window;
    private final long max;
    private final boolean isInLetters;
    private long used;

    private Traffic(Window window, long max, boolean isInLetters) {
      this.window = window;
      this.max = max;
      this.isInLetters = isInLetters;
    }

    static Traffic messages(Window window, long max) {
      return new Traffic(window, max, false);
    }

    static Traffic letters(Window window, long max) {
      return new Traffic(window, max, true);
    }

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      if (!window.contains(world.now())) {
        return;
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var to, RaftMessage.Peer message)
            && !to.equals(step.node())) {
          used += isInLetters ? message.toString().length() : 1;
        }
      }
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return used <= max;
    }

    @Override
    public boolean isLost() {
      return used > max;
    }

    @Override
    public String missing(World<RaftMessage> world) {
      return "the servers sent each other %,d %s %s, and %,d at most are allowed"
          .formatted(used, isInLetters ? "letters" : "messages", window, max);
    }
  }

  /// Servers send each other so many messages in any one second at most: far more than any sound
  /// one needs, so that a circle of questions and answers is told from hard work.
  static final class Flood implements Goal<RaftMessage> {
    static final int MESSAGES_MAX = 10_000;

    private static final long SECOND = 1_000 * Context.MILLISECOND;

    private final ArrayDeque<Long> recent = new ArrayDeque<>();
    private boolean isFlooded;

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var _, RaftMessage.Peer _)) {
          recent.add(world.now());
        }
      }
      while (!recent.isEmpty() && recent.getFirst() < world.now() - SECOND) {
        recent.remove();
      }
      isFlooded |= recent.size() > MESSAGES_MAX;
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return !isFlooded;
    }

    @Override
    public boolean isLost() {
      return isFlooded;
    }

    @Override
    public String missing(World<RaftMessage> world) {
      return "the servers sent each other more than %,d messages within a second"
          .formatted(MESSAGES_MAX);
    }
  }

  /// What a server would find on its disk is so many letters long at most, written as text.
  static final class Disk implements Goal<RaftMessage> {
    private final long max;
    private final Map<NodeId, List<Integer>> pieces = new HashMap<>();
    private final Map<NodeId, List<Integer>> records = new HashMap<>();
    private long most;
    private String server = "";

    Disk(long max) {
      this.max = max;
    }

    @Override
    public void see(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        switch (effect) {
          case Effect.Persist<RaftMessage>(var record) -> {
            records(step.node()).add(letters(record));
            weigh(step.node());
          }
          case Effect.Checkpoint<RaftMessage>(var whole, int keep) -> {
            List<Integer> sizes = new ArrayList<>();
            whole.forEach(piece -> sizes.add(letters(piece)));
            pieces.put(step.node(), sizes);
            List<Integer> old = records(step.node());
            old.subList(0, Math.max(0, old.size() - keep)).clear();
            weigh(step.node());
          }
          default -> {}
        }
      }
    }

    private List<Integer> records(NodeId node) {
      return records.computeIfAbsent(node, _ -> new ArrayList<>());
    }

    private static int letters(Durable record) {
      return record.toString().length();
    }

    private void weigh(NodeId node) {
      long sum = 0;
      for (int size : pieces.getOrDefault(node, List.of())) {
        sum += size;
      }
      for (int size : records(node)) {
        sum += size;
      }
      if (sum > most) {
        most = sum;
        server = node.name();
      }
    }

    @Override
    public boolean isReached(World<RaftMessage> world) {
      return most <= max;
    }

    @Override
    public boolean isLost() {
      return most > max;
    }

    @Override
    public String missing(World<RaftMessage> world) {
      return "%s had records of %,d letters on its disk, and %,d at most are allowed"
          .formatted(server, most, max);
    }
  }
}
