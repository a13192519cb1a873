package ds.lab.history.check;

import java.util.Optional;

/// What one verdict has cost so far, over all parts of its history.
final class Meter {

  private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 1 << 12;

  private final Bounds bounds;
  private long steps;

  Meter(Bounds bounds) {
    this.bounds = bounds;
  }

  /// Counts one step.
  ///
  /// @param bytes what the search holds in memory
  /// @return the bound that stops the search, if one does
  Optional<String> step(long bytes) {
    steps++;
    if (bytes > bounds.bytesMax()) {
      return Optional.of("the search needs more than " + bounds.bytesMax() + " bytes of memory");
    }
    if (steps > bounds.stepsMax()) {
      return Optional.of("the search needs more than " + bounds.stepsMax() + " steps");
    }
    if (steps % STEPS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && bounds.isOver().getAsBoolean()) {
      return Optional.of("time ran out after " + steps + " steps");
    }
    return Optional.empty();
  }
}
