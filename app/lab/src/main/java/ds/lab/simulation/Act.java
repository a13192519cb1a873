package ds.lab.simulation;

import ds.lab.fault.Fault;
import ds.lab.world.World;
import java.util.List;
import java.util.function.Function;

/// A line of a scenario's script: faults that begin at a time.
///
/// @param at when, in nanoseconds
/// @param lasts how long lasting faults hold; [#FOREVER] until the calm or the end of the run
/// @param faults which, chosen when the time has come, since "the leader" is not known before
public record Act<M>(long at, long lasts, Function<World<M>, List<Fault>> faults) {

  public static final long FOREVER = Long.MAX_VALUE;
}
