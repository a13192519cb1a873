package ds.lab.history.check;

import ds.core.Check;
import java.util.function.BooleanSupplier;

/// How much a checker may spend before it answers [ds.lab.history.Verdict.Unknown].
///
/// @param bytesMax memory for what the search remembers, as counted by the search
/// @param stepsMax tries to place an operation; the same history always takes the same number
/// @param isOver whether time has run out, asked now and then: a checker has no clock of its own
public record Bounds(long bytesMax, long stepsMax, BooleanSupplier isOver) {

  /// One gigabyte, which any machine of today can spare, and no more than the steps it can hold.
  public static final Bounds USUAL = new Bounds(1 << 30, Long.MAX_VALUE, () -> false);

  public Bounds {
    Check.that(bytesMax > 0 && stepsMax > 0, "a search needs some memory and some steps");
  }

  public Bounds withBytes(long bytes) {
    return new Bounds(bytes, stepsMax, isOver);
  }

  public Bounds withSteps(long steps) {
    return new Bounds(bytesMax, steps, isOver);
  }

  public Bounds until(BooleanSupplier over) {
    return new Bounds(bytesMax, stepsMax, over);
  }
}
