package ds.lab.takeover;

import ds.lab.scenario.Scenario;
import ds.lab.simulation.Hand;
import ds.lab.simulation.Simulation;
import ds.lab.world.NodeFailure;
import ds.lab.world.World;
import java.util.function.Consumer;

/// Goes to a moment of a run to look around: executes it again up to there, and judges nothing. To
/// go on from one moment to a later one costs only the way between.
public final class Visit<M> {

  private final Scenario<M> scenario;
  private final long seed;
  private final Branch<M> branch;
  private Simulation<M> simulation;
  private int made;

  /// Every step from this one to the last one taken leads to this moment.
  private long lowest;

  public Visit(Branch<M> branch) {
    this.scenario = branch.scenario();
    this.seed = branch.seed();
    this.branch = branch;
    this.simulation = begun();
  }

  /// Looks at the moment at which so many steps have been taken. Where several steps belong
  /// together, as when all nodes start, it is the moment after the last of them.
  public void to(long step, Consumer<Hand<M>> look) {
    if (step < lowest) {
      simulation = begun();
      made = 0;
      lowest = 0;
    }
    if (step > simulation.world().steps() || lowest == 0) {
      goOn(step);
      lowest = step;
    }
    look.accept(simulation.hand());
  }

  private Simulation<M> begun() {
    Simulation<M> fresh = new Simulation<>(scenario.setting(), seed, (world, step) -> {});
    attempt(fresh::begin);
    return fresh;
  }

  private void goOn(long step) {
    World<M> world = simulation.world();
    int due = branch.choicesUpTo(step).size();
    attempt(() -> {
      while (made < due) {
        Choice choice = branch.choices().get(made);
        simulation.goOn(scenario.plot().horizon(), () -> world.steps() >= choice.step());
        new Deeds<>(simulation.hand()).perform(choice.deed());
        made++;
      }
      simulation.goOn(scenario.plot().horizon(), () -> world.steps() >= step);
    });
  }

  /// A node that fails ends the run, here as it did when it was watched.
  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (NodeFailure failure) {
      // The moment before it is the last there is.
    }
  }
}
