package ds.scenario.clock;

import ds.core.Effect;
import ds.core.Step;
import ds.lab.chance.Times;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.scenario.clock.ClockMessage.Stamped;
import java.util.Optional;

/// A hybrid time is as near to real time as the clocks are: ahead by no more than the clock that is
/// furthest ahead, and behind by no more than the clock of its own node.
///
/// @param offsetMax how far a clock may be from real time, either way, in nanoseconds
record NearRealTime(long offsetMax) implements Invariant<ClockMessage> {

  @Override
  public Optional<String> check(World<ClockMessage> world, Step<ClockMessage> step) {
    for (Effect<ClockMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<ClockMessage>(Stamped(var times))) {
        long off = times.hybrid().wall() - world.now();
        if (Math.abs(off) > offsetMax) {
          return Optional.of(
              step.node()
                  + " stamps with "
                  + times.hybrid()
                  + ", which is "
                  + Times.text(off)
                  + " from real time");
        }
      }
    }
    return Optional.empty();
  }
}
