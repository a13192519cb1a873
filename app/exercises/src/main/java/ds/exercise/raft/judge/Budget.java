package ds.exercise.raft.judge;

import ds.core.Context;
import ds.core.Effect;
import ds.core.Step;
import ds.exercise.judge.Letters;
import ds.exercise.judge.Window;
import ds.exercise.raft.RaftMessage;
import ds.lab.scenario.Goal;
import ds.lab.world.World;
import java.util.ArrayDeque;

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
          used += isInLetters ? Letters.of(message).length() : 1;
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
}
