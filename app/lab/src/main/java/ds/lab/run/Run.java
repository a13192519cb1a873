package ds.lab.run;

import ds.lab.scenario.Scenario;
import ds.lab.simulation.Course;
import ds.lab.simulation.Hand;
import ds.lab.simulation.Simulation;
import ds.lab.world.NodeFailure;
import ds.lab.world.Observer;
import java.util.function.Consumer;
import java.util.function.Function;

/// One run of a scenario: under a seed, or along another course.
public final class Run<M> {

  /// The property that every scenario has: an exception is a programmer error.
  public static final String NO_FAILURE = "no node fails";

  /// How many steps pass between two looks at what was promised "eventually".
  private static final int LOOK_EVERY = 16;

  private final Scenario<M> scenario;
  private final long seed;
  private final Watch<M> watch;
  private final Course<M> course;
  private long nextLook;
  private boolean begun;
  private boolean paused;
  private boolean inHand;

  public Run(Scenario<M> scenario, long seed) {
    this(scenario, seed, (world, step) -> {});
  }

  /// @param also sees every step of the run
  public Run(Scenario<M> scenario, long seed, Observer<M> also) {
    this(scenario, seed, also, observer -> new Simulation<>(scenario.setting(), seed, observer));
  }

  /// @param course what happens, before the eyes of an observer
  public Run(
      Scenario<M> scenario,
      long seed,
      Observer<M> also,
      Function<Observer<M>, ? extends Course<M>> course) {
    this.scenario = scenario;
    this.seed = seed;
    this.watch = new Watch<>(scenario.properties(), also);
    this.course = course.apply(watch);
  }

  public Course<M> course() {
    return course;
  }

  public Watch<M> watch() {
    return watch;
  }

  /// Runs to the end, or to the first violation.
  public Outcome toEnd() {
    upTo(Long.MAX_VALUE);
    return judge();
  }

  /// Runs on until so many steps have been taken in all, or the run is over.
  ///
  /// @return whether it is over
  public boolean upTo(long steps) {
    var world = course.world();
    return carriesOn(() -> {
      if (!begun) {
        begun = true;
        course.begin();
      }
      paused = false;
      course.goOn(
          scenario.plot().horizon(),
          () -> {
            paused = world.steps() >= steps;
            return paused || isOver();
          });
    });
  }

  /// Somebody acts in the run. From then on it lasts to its horizon or to a violation, for what was
  /// promised may have come true before.
  ///
  /// @return whether the run is over
  public boolean act(Consumer<Hand<M>> deed) {
    inHand = true;
    paused = true;
    return carriesOn(() -> deed.accept(course.hand()));
  }

  /// Judges what can only be judged at the end.
  public Outcome judge() {
    if (watch.violation().isEmpty()) {
      watch.judgeHistory(course.world());
      watch.judgePromises(course.world());
    }
    return watch.outcome(seed, course.world());
  }

  private boolean carriesOn(Runnable part) {
    if (watch.violation().isPresent()) {
      return true;
    }
    try {
      part.run();
    } catch (NodeFailure failure) {
      watch.violated(course.world(), NO_FAILURE, String.valueOf(failure.getMessage()));
    }
    return !paused || watch.violation().isPresent();
  }

  private boolean isOver() {
    if (watch.violation().isPresent()) {
      return true;
    }
    if (inHand) {
      return false;
    }
    var world = course.world();
    if (world.now() <= scenario.plot().calmAt() || world.steps() < nextLook) {
      return false;
    }
    nextLook = world.steps() + LOOK_EVERY;
    return watch.isFulfilled(world);
  }
}
