package ds.scenario.behaviour.store;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Times;
import ds.lab.scenario.Goal;
import ds.lab.scenario.HistoryFact;
import ds.lab.scenario.HistoryFact.Invoked;
import ds.lab.scenario.HistoryFact.Returned;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.kv.KvResult.Stored;
import ds.protocol.rsm.RsmMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Claims about what clients are answered, and when. Times are in milliseconds.
public final class Answers {

  private Answers() {}

  private static void facts(Step<RsmMessage> step, Consumer<Fact> reader) {
    for (Effect<RsmMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<RsmMessage>(var fact)) {
        reader.accept(fact);
      }
    }
  }

  /// No two puts to the one key there is are answered with the same version.
  public static final class NoneTwice implements Invariant<RsmMessage> {

    private final Set<Long> versions = new HashSet<>();

    @Override
    public Optional<String> check(World<RsmMessage> world, Step<RsmMessage> step) {
      for (Effect<RsmMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RsmMessage>(Returned(Stored(long version)))
            && !versions.add(version)) {
          return Optional.of(step.node() + " is answered " + version + ", as another one was");
        }
      }
      return Optional.empty();
    }
  }

  /// While nothing fails, counts are answered without gaps: never more than there are requests.
  public static final class CountUp implements Invariant<RsmMessage> {

    private final NoneTwice noneTwice = new NoneTwice();
    private long invoked;

    @Override
    public Optional<String> check(World<RsmMessage> world, Step<RsmMessage> step) {
      for (Effect<RsmMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RsmMessage>(Invoked _)) {
          invoked++;
        } else if (effect instanceof Effect.Report<RsmMessage>(Returned(Stored(long version)))
            && version > invoked) {
          return Optional.of("of " + invoked + " requests, " + version + " have counted");
        }
      }
      return noneTwice.check(world, step);
    }
  }

  /// So many answers have come by some time.
  public static final class AtLeast implements Goal<RsmMessage> {

    private final long least;
    private final long until;
    private long count;

    public AtLeast(long least, long until) {
      this.least = least;
      this.until = until;
    }

    @Override
    public void see(World<RsmMessage> world, Step<RsmMessage> step) {
      if (world.now() <= until * MILLISECOND) {
        facts(step, fact -> count += fact instanceof Returned ? 1 : 0);
      }
    }

    @Override
    public boolean isReached(World<RsmMessage> world) {
      return count >= least;
    }
  }

  /// Each of so many clients is answered between two times.
  public static final class ToEveryone implements Goal<RsmMessage> {

    private final int clients;
    private final long from;
    private final long to;
    private final Set<NodeId> answered = new HashSet<>();

    public ToEveryone(int clients, long from, long to) {
      this.clients = clients;
      this.from = from;
      this.to = to;
    }

    @Override
    public void see(World<RsmMessage> world, Step<RsmMessage> step) {
      if (from * MILLISECOND <= world.now() && world.now() < to * MILLISECOND) {
        facts(
            step,
            fact -> {
              if (fact instanceof Returned) {
                answered.add(step.node());
              }
            });
      }
    }

    @Override
    public boolean isReached(World<RsmMessage> world) {
      return answered.size() == clients;
    }
  }

  /// Each of so many clients has asked something, and by some time has come to the end of it.
  public static final class AllEnd implements Goal<RsmMessage> {

    private final int clients;
    private final long until;
    private final Set<NodeId> ended = new HashSet<>();

    public AllEnd(int clients, long until) {
      this.clients = clients;
      this.until = until;
    }

    @Override
    public void see(World<RsmMessage> world, Step<RsmMessage> step) {
      if (world.now() <= until * MILLISECOND) {
        facts(
            step,
            fact -> {
              if (fact instanceof HistoryFact.Abandoned || fact instanceof HistoryFact.Failed) {
                ended.add(step.node());
              }
            });
      }
    }

    @Override
    public boolean isReached(World<RsmMessage> world) {
      return ended.size() == clients;
    }
  }

  /// From some time on, every answer comes within so many milliseconds.
  public static final class Prompt implements Invariant<RsmMessage> {

    private final long from;
    private final long waitMax;
    private final Map<NodeId, Long> asked = new HashMap<>();

    public Prompt(long from, long waitMax) {
      this.from = from;
      this.waitMax = waitMax;
    }

    @Override
    public Optional<String> check(World<RsmMessage> world, Step<RsmMessage> step) {
      for (Effect<RsmMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RsmMessage>(Invoked _)) {
          asked.put(step.node(), world.now());
        } else if (effect instanceof Effect.Report<RsmMessage>(Returned _)) {
          long since = asked.getOrDefault(step.node(), world.now());
          long waited = world.now() - since;
          if (since >= from * MILLISECOND && waited > waitMax * MILLISECOND) {
            return Optional.of(step.node() + " has waited for " + Times.text(waited));
          }
        }
      }
      return Optional.empty();
    }
  }
}
