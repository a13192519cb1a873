package ds.lab.scenario;

import ds.core.Step;
import ds.lab.world.World;
import java.util.function.BiPredicate;

/// Watches one run for something good that must happen. It may remember what it saw; each run has
/// its own.
public interface Goal<M> {

  /// Called after every step, with the node already in its new state.
  void see(World<M> world, Step<M> step);

  /// Whether the goal is reached, as things stand. It may be lost again before the run ends.
  boolean isReached(World<M> world);

  /// Whether the goal can no longer be reached, whatever happens: the run ends then.
  default boolean isLost() {
    return false;
  }

  /// What is missing, in a sentence, when the run has ended without reaching the goal.
  default String missing(World<M> world) {
    return "it did not happen before the end of the run";
  }

  /// The goal that some step is as `happens` says.
  static <M> Goal<M> once(BiPredicate<World<M>, Step<M>> happens) {
    return new Goal<>() {
      private boolean happened;

      @Override
      public void see(World<M> world, Step<M> step) {
        happened |= !happened && happens.test(world, step);
      }

      @Override
      public boolean isReached(World<M> world) {
        return happened;
      }
    };
  }
}
