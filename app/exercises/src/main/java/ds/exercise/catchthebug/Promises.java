package ds.exercise.catchthebug;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Step;
import ds.exercise.sandbox.Blunder;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.paxos.PaxosFact.Decided;
import ds.protocol.paxos.PaxosMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a watcher and a saboteur promise. The handout explains each property under its name.
final class Promises {

  private Promises() {}

  /// Looks at every step without an exception.
  record Steady(Suspicion watcher) implements Invariant<PaxosMessage> {

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      try {
        look(watcher, world, step);
        return Optional.empty();
      } catch (Blunder e) {
        return Optional.of("looking at a step of " + step.node() + ": " + e);
      }
    }
  }

  /// Does not object to a run in which nobody has done anything wrong.
  static final class Fair implements Invariant<PaxosMessage> {
    private final Suspicion watcher;
    private final Twin twin = new Twin();
    private final boolean isOfSuspects;

    private Fair(Suspicion watcher, boolean isOfSuspects) {
      this.watcher = watcher;
      this.isOfSuspects = isOfSuspects;
    }

    /// To the innocent, for as long as a run lasts.
    static Fair toInnocents(Suspicion watcher) {
      return new Fair(watcher, false);
    }

    /// To suspects, until one of them does what the real Paxos would not do.
    static Fair toSuspects(Suspicion watcher) {
      return new Fair(watcher, true);
    }

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      if (isOfSuspects) {
        twin.see(Evidence.processes(world), step);
      }
      return twin.hasStrayed()
          ? Optional.empty()
          : attempt(watcher, world, step)
              .map(it -> "the watcher objects although nobody has done anything wrong: " + it);
    }
  }

  /// Objects before a suspect has given itself away, or in that step.
  static final class Watchful implements Invariant<PaxosMessage> {
    private final Suspicion watcher;
    private final Invariant<PaxosMessage> evidence;
    private boolean hasObjected;

    Watchful(Suspicion watcher, Invariant<PaxosMessage> evidence) {
      this.watcher = watcher;
      this.evidence = evidence;
    }

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      hasObjected = hasObjected || attempt(watcher, world, step).isPresent();
      return hasObjected
          ? Optional.empty()
          : evidence.check(world, step).map(it -> it + ", and the watcher has not objected");
    }
  }

  /// The culprits decide differently in the end. Of a run without its schedule nothing is asked.
  static final class Exposed implements Goal<PaxosMessage> {
    private final Set<String> values = new TreeSet<>();
    private final List<String> decisions = new ArrayList<>();
    private boolean hasBegun;

    @Override
    public void see(World<PaxosMessage> world, Step<PaxosMessage> step) {
      hasBegun |= Trap.hasBegun(world);
      for (Effect<PaxosMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<PaxosMessage>(Decided(var value))) {
          values.add(value);
          decisions.add(step.node() + " '" + value + "' at " + world.now() / MILLISECOND + " ms");
        }
      }
    }

    @Override
    public boolean isReached(World<PaxosMessage> world) {
      return !hasBegun || values.size() > 1;
    }

    @Override
    public String missing(World<PaxosMessage> world) {
      return decisions.isEmpty()
          ? "nobody has decided anything"
          : "no two decisions differ: " + String.join(", ", decisions);
    }
  }

  private static Optional<String> attempt(
      Suspicion watcher, World<PaxosMessage> world, Step<PaxosMessage> step) {
    try {
      return look(watcher, world, step);
    } catch (Blunder e) { // Steady tells
      return Optional.empty();
    }
  }

  /// The step as a value: whatever is done to its lists does not change the run.
  private static Optional<String> look(
      Suspicion watcher, World<PaxosMessage> world, Step<PaxosMessage> step) {
    Event<PaxosMessage> event =
        step.event() instanceof Event.Started<PaxosMessage>(var recovered)
            ? new Event.Started<>(copy(recovered))
            : step.event();
    return watcher.look(
        Evidence.processes(world), new Step<>(step.node(), event, List.copyOf(step.effects())));
  }

  private static <T> List<T> copy(Iterable<? extends T> all) {
    List<T> list = new ArrayList<>();
    all.forEach(list::add);
    return List.copyOf(list);
  }
}
