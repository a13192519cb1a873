package ds.lab.run;

import ds.core.Step;
import ds.lab.history.Verdict;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Invariant;
import ds.lab.scenario.Property;
import ds.lab.world.Envelope;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Holds a world to the properties of a scenario, whoever drives it: invariants after every step,
/// the history at the end.
public final class Watch<M> implements Observer<M> {

  private record Guard<M>(String name, Invariant<M> invariant) {}

  private record Promise<M>(String name, Goal<M> goal) {}

  private final List<Guard<M>> guards = new ArrayList<>();
  private final List<Property.Sometimes<M>> hopes = new ArrayList<>();
  private final List<Promise<M>> promises = new ArrayList<>();
  private final List<Property.Judged<M>> judges = new ArrayList<>();
  private final List<String> seen = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private final HistoryTaker<M> taker = new HistoryTaker<>();
  private final Observer<M> also;
  private Optional<Violation> violation = Optional.empty();

  /// @param also sees every step too, before it is judged
  public Watch(List<Property<M>> properties, Observer<M> also) {
    this.also = also;
    for (Property<M> property : properties) {
      switch (property) {
        case Property.Always<M>(var name, var maker) -> guards.add(new Guard<>(name, maker.get()));
        case Property.Sometimes<M> hope -> hopes.add(hope);
        case Property.Eventually<M>(var name, var maker) ->
            promises.add(new Promise<>(name, maker.get()));
        case Property.Judged<M> judged -> judges.add(judged);
      }
    }
  }

  @Override
  public void stepped(World<M> world, Step<M> step) {
    also.stepped(world, step);
    for (int i = 0; i < guards.size(); i++) {
      Guard<M> guard = guards.get(i);
      Optional<String> wrong = guard.invariant().check(world, step);
      if (wrong.isPresent()) {
        violated(world, guard.name(), wrong.get());
      }
    }
    for (int i = hopes.size() - 1; i >= 0; i--) {
      if (hopes.get(i).happens().test(world, step)) {
        seen.add(hopes.remove(i).name());
      }
    }
    for (int i = 0; i < promises.size(); i++) {
      Promise<M> promise = promises.get(i);
      promise.goal().see(world, step);
      if (promise.goal().isLost()) {
        violated(world, promise.name(), promise.goal().missing(world));
      }
    }
    taker.take(step, world.now());
  }

  @Override
  public void noted(World<M> world, Supplier<String> what) {
    also.noted(world, what);
  }

  @Override
  public void sent(World<M> world, Envelope<M> envelope) {
    also.sent(world, envelope);
  }

  @Override
  public void arriving(World<M> world, Envelope<M> envelope) {
    also.arriving(world, envelope);
  }

  @Override
  public void lost(World<M> world, Envelope<M> envelope, Loss loss) {
    also.lost(world, envelope, loss);
  }

  /// The first property that broke.
  public Optional<Violation> violation() {
    return violation;
  }

  /// Records a violation that was found elsewhere, unless there is one already.
  public void violated(World<M> world, String property, String why) {
    if (violation.isEmpty()) {
      violation = Optional.of(new Violation(property, why, world.steps(), world.now()));
    }
  }

  /// Whether something was promised "eventually" and all of it has come true.
  public boolean isFulfilled(World<M> world) {
    for (Promise<M> promise : promises) {
      if (!promise.goal().isReached(world)) {
        return false;
      }
    }
    return !promises.isEmpty();
  }

  /// Judges the history so far, unless something broke already.
  public void judgeHistory(World<M> world) {
    for (Property.Judged<M> judged : judges) {
      if (violation.isPresent()) {
        return;
      }
      switch (judged.judge().apply(taker.history())) {
        case Verdict.Pass<?, ?> _ -> {}
        case Verdict.Fail<?, ?> fail -> violated(world, judged.name(), fail.reason());
        case Verdict.Unknown<?, ?> _ -> unknown.add(judged.name());
      }
    }
  }

  /// Judges what was promised "eventually", now that the time is over.
  public void judgePromises(World<M> world) {
    for (Promise<M> promise : promises) {
      if (!promise.goal().isReached(world)) {
        violated(world, promise.name(), promise.goal().missing(world));
      }
    }
  }

  /// The history that the clients saw.
  public HistoryTaker<M> taker() {
    return taker;
  }

  public Outcome outcome(long seed, World<M> world) {
    return new Outcome(
        seed,
        violation,
        List.copyOf(unknown),
        List.copyOf(seen),
        world.steps(),
        world.now(),
        taker.invoked());
  }
}
