package ds.lab.script;

import ds.lab.script.stage.ManualDriver;
import ds.lab.simulation.Course;
import ds.lab.simulation.Hand;
import ds.lab.world.Action;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A world that goes along a script, until a hand does something else. From then on nothing happens
/// by itself.
final class ScriptCourse<M> implements Course<M> {

  private final ManualDriver<M> driver;
  private List<PlayedScript.Played<M>> moves;
  private int made;

  ScriptCourse(PlayedScript<M> script, Observer<M> observer) {
    this.driver = new ManualDriver<>(script.scenario(), observer);
    this.moves = script.moves();
  }

  @Override
  public World<M> world() {
    return driver.world();
  }

  @Override
  public Hand<M> hand() {
    return new ManualHand<>(driver, () -> moves = List.of());
  }

  @Override
  public void record(Consumer<Action<M>> consumer) {
    driver.record(consumer);
  }

  @Override
  public void begin() {
    driver.start();
  }

  /// A move that is no step, say a crash, is made before the next step; behind the last step there
  /// is none, so the rest is made at once.
  @Override
  public void goOn(long horizon, BooleanSupplier over) {
    while (made < moves.size() && (!over.getAsBoolean() || isBehindLastStep())) {
      driver.make(moves.get(made++).move());
    }
  }

  private boolean isBehindLastStep() {
    return moves.getLast().steps() == world().steps();
  }
}
