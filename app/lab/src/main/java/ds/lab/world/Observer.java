package ds.lab.world;

import ds.core.Step;
import java.util.function.Supplier;

/// Watches a world.
public interface Observer<M> {

  /// A node has taken a step. Its effects are about to be carried out.
  void stepped(World<M> world, Step<M> step);

  /// Something else happened that a story should tell: a fault began or ended, a message was lost.
  ///
  /// @param what in words; put together only if somebody reads it
  default void noted(World<M> world, Supplier<String> what) {}
}
