package ds.lab.scenario;

import ds.core.Step;
import ds.lab.world.World;
import java.util.Optional;

/// An invariant that looks at steps and at nothing else. So it can be held against any run of which
/// the steps are known: one that was recorded on real machines, too.
public interface StepInvariant<M> extends Invariant<M> {

  /// Called with every step.
  ///
  /// @return what is wrong, in a sentence; empty if nothing is
  Optional<String> check(Step<M> step);

  @Override
  default Optional<String> check(World<M> world, Step<M> step) {
    return check(step);
  }
}
