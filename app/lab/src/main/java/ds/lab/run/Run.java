package ds.lab.run;

import ds.lab.scenario.Scenario;
import ds.lab.simulation.Simulation;
import ds.lab.world.NodeFailure;
import ds.lab.world.Observer;

/// One run of a scenario under one seed.
public final class Run<M> {

  /// The property that every scenario has: an exception is a programmer error.
  public static final String NO_FAILURE = "no node fails";

  /// How many steps pass between two looks at what was promised "eventually".
  private static final int LOOK_EVERY = 16;

  private final Scenario<M> scenario;
  private final long seed;
  private final Watch<M> watch;
  private final Simulation<M> simulation;
  private long nextLook;

  public Run(Scenario<M> scenario, long seed) {
    this(scenario, seed, (world, step) -> {});
  }

  /// @param also sees every step of the run
  public Run(Scenario<M> scenario, long seed, Observer<M> also) {
    this.scenario = scenario;
    this.seed = seed;
    this.watch = new Watch<>(scenario.properties(), also);
    this.simulation = new Simulation<>(scenario.setting(), seed, watch);
  }

  public Simulation<M> simulation() {
    return simulation;
  }

  public Watch<M> watch() {
    return watch;
  }

  /// Runs to the end, or to the first violation.
  public Outcome toEnd() {
    try {
      simulation.run(scenario.plot().horizon(), this::isOver);
      watch.judgeHistory(simulation.world());
      watch.judgePromises(simulation.world());
    } catch (NodeFailure failure) {
      watch.violated(simulation.world(), NO_FAILURE, String.valueOf(failure.getMessage()));
    }
    return watch.outcome(seed, simulation.world());
  }

  private boolean isOver() {
    if (watch.violation().isPresent()) {
      return true;
    }
    var world = simulation.world();
    if (world.now() <= scenario.plot().calmAt() || world.steps() < nextLook) {
      return false;
    }
    nextLook = world.steps() + LOOK_EVERY;
    return watch.isFulfilled(world);
  }
}
