package ds.exercise.replicatedkv.judge;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.Facts;
import ds.exercise.judge.Window;
import ds.exercise.judge.Windows;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.Operation.Get;
import ds.lab.scenario.Goal;
import ds.lab.scenario.HistoryFact.Invoked;
import ds.lab.scenario.HistoryFact.Returned;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must be reached, and with how little.
final class Budget {

  private Budget() {}

  /// All clients have come to the end of what they ask, and wait for nothing.
  static final class AllAnswered implements Goal<KvMessage> {
    private final long until;

    /// @param until when clients stop asking, in milliseconds
    AllAnswered(long until) {
      this.until = until;
    }

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {}

    @Override
    public boolean isReached(World<KvMessage> world) {
      return world.now() >= until * MILLISECOND
          && world.hosts().stream()
              .noneMatch(it -> it.node() instanceof Client client && client.isWaiting());
    }

    @Override
    public String missing(World<KvMessage> world) {
      List<NodeId> waiting =
          world.hosts().stream()
              .filter(it -> it.node() instanceof Client client && client.isWaiting())
              .map(Host::id)
              .toList();
      return waiting + " still wait for their answers";
    }
  }

  /// In each of some windows, a call that is made in it is answered in it.
  static final class GoesOn implements Goal<KvMessage> {
    private final Windows windows;
    private final Map<NodeId, Long> asked = new HashMap<>();

    GoesOn(List<Window> windows) {
      this.windows = new Windows(windows);
    }

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof Invoked) {
          asked.put(step.node(), world.now());
        } else if (fact instanceof Returned && asked.containsKey(step.node())) {
          long since = asked.remove(step.node());
          windows.all().stream()
              .filter(it -> it.contains(since) && it.contains(world.now()))
              .forEach(windows::serve);
        }
      }
    }

    @Override
    public boolean isReached(World<KvMessage> world) {
      return windows.areServed();
    }

    @Override
    public String missing(World<KvMessage> world) {
      return windows.unserved().map(it -> "no call was made and answered " + it).orElse("");
    }
  }

  /// One client's calls take so long at most, each, on the average.
  static final class Pace implements Goal<KvMessage> {
    private final long millis;
    private long first = -1;
    private long last;
    private long calls;

    Pace(long millis) {
      this.millis = millis;
    }

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof Invoked && first < 0) {
          first = world.now();
        } else if (fact instanceof Returned) {
          last = world.now();
          calls++;
        }
      }
    }

    @Override
    public boolean isReached(World<KvMessage> world) {
      return last - first <= calls * millis * MILLISECOND;
    }

    @Override
    public String missing(World<KvMessage> world) {
      return "%d calls took %,d ms, and %d ms each are allowed"
          .formatted(calls, (last - first) / MILLISECOND, millis);
    }
  }

  /// Servers send each other so many messages at most for a call, and so many a second besides.
  static final class Traffic implements Goal<KvMessage> {
    private final long perCall;
    private final long perSecond;
    private long calls;
    private long sent;
    private long now;

    Traffic(long perCall, long perSecond) {
      this.perCall = perCall;
      this.perSecond = perSecond;
    }

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {
      now = world.now();
      for (Effect<KvMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<KvMessage>(var to, KvMessage.Peer _)
            && !to.equals(step.node())) {
          sent++;
        } else if (effect instanceof Effect.Report<KvMessage>(Returned _)) {
          calls++;
        }
      }
    }

    private long allowed() {
      return calls * perCall + (now / (1_000 * MILLISECOND) + 1) * perSecond;
    }

    @Override
    public boolean isReached(World<KvMessage> world) {
      return sent <= allowed();
    }

    @Override
    public String missing(World<KvMessage> world) {
      return "servers sent each other %,d messages for %,d calls, and %,d are allowed"
          .formatted(sent, calls, allowed());
    }
  }

  /// Gets make servers write so many records at most.
  static final class Reading implements Goal<KvMessage> {
    private final long max;
    private long gets;
    private long written;

    Reading(long max) {
      this.max = max;
    }

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {
      for (Effect<KvMessage> effect : step.effects()) {
        switch (effect) {
          case Effect.Report<KvMessage>(Invoked(Get _)) -> gets++;
          case Effect.Persist<KvMessage> _,
              Effect.Checkpoint<KvMessage> _,
              Effect.Compact<KvMessage> _ ->
              written += gets > 1 ? 1 : 0; // the last write may still be under way at the first get
          default -> {}
        }
      }
    }

    @Override
    public boolean isReached(World<KvMessage> world) {
      return written <= max;
    }

    @Override
    public String missing(World<KvMessage> world) {
      return "while clients only read, servers wrote %d records for %d gets, and %d are allowed"
          .formatted(written, gets, max);
    }
  }
}
