package ds.lab.simulation;

import ds.lab.world.Action;
import ds.lab.world.World;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A world that goes its way, whatever moves it: a seed, or a script.
public interface Course<M> {

  World<M> world();

  /// A hand on what is to happen next.
  Hand<M> hand();

  /// Tells `consumer` every action from now on, in order: together they are the schedule of the
  /// run, which can be replayed without clock and seed.
  void record(Consumer<Action<M>> consumer);

  /// Starts the nodes.
  void begin();

  /// Runs on until nothing is left to happen, `horizon` is reached or `over` says so.
  void goOn(long horizon, BooleanSupplier over);
}
