package ds.lab.scenario;

import ds.core.Step;
import ds.lab.world.World;
import java.util.Optional;

/// Watches one run for something that must never happen. It may remember what it saw; each run has
/// its own.
public interface Invariant<M> {

  /// Called after every step, with the node already in its new state.
  ///
  /// @return what is wrong, in a sentence; empty if nothing is
  Optional<String> check(World<M> world, Step<M> step);
}
