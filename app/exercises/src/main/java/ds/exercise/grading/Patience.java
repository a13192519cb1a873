package ds.exercise.grading;

import java.time.Duration;
import java.util.function.Function;

/// How long is waited for a process that says nothing.
///
/// Its own processor time is what counts: by the clock on the wall, a sound run would be blamed for
/// a crowded machine, or for a computer that was closed meanwhile. A process that uses none is
/// given up as well, but much later, and by looks at it: while a computer sleeps there are none.
///
/// @param secondsMax of processor time that may go by without a sign of life
/// @param look between two looks at the process
/// @param processorTime what a process has used so far
record Patience(long secondsMax, Duration look, Function<Process, Duration> processorTime) {

  private static final Duration LOOK = Duration.ofSeconds(1);

  /// On a crowded machine a process may get this part of a processor.
  private static final long CROWD_MAX = 20;

  static Patience of(long secondsMax) {
    return new Patience(secondsMax, LOOK, Patience::used);
  }

  private static Duration used(Process process) {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// @param looks since it fell silent
  /// @param used processor time meanwhile
  boolean isOver(long looks, Duration used) {
    return used.toSeconds() >= secondsMax || looks >= CROWD_MAX * secondsMax;
  }
}
