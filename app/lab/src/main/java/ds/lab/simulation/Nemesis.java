package ds.lab.simulation;

import ds.lab.chance.Draws;
import ds.lab.fault.Fault;
import ds.lab.world.World;
import java.util.List;

/// A source of faults under the seed.
public interface Nemesis<M> {

  /// What a nemesis does when its turn has come.
  ///
  /// @param faults that begin now
  /// @param lasts how long the lasting ones among them hold, in nanoseconds
  /// @param rest how long it waits for its next turn, in nanoseconds, at least 1
  record Strike(List<Fault> faults, long lasts, long rest) {}

  /// Called for every turn; the first comes after a rest that is drawn with [#firstRest].
  Strike strike(World<M> world, Draws draws);

  /// How long it waits before its first turn.
  long firstRest(Draws draws);
}
