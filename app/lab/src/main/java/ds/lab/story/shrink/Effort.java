package ds.lab.story.shrink;

import ds.core.Check;
import java.util.function.BooleanSupplier;

/// How long a shrinker may try.
///
/// @param stepsMax steps that nodes may take in all trials together. The same bound leads to the
///   same story on every machine
/// @param outOfTime asked before every trial, for whoever cannot wait; a deadline costs that
///   promise
public record Effort(long stepsMax, BooleanSupplier outOfTime) {

  /// A few seconds of work.
  public static final Effort USUAL = steps(4_000_000);

  public Effort {
    Check.that(stepsMax >= 0, "an effort is not negative");
  }

  public static Effort steps(long max) {
    return new Effort(max, () -> false);
  }

  /// The same, but no longer than `outOfTime` allows.
  public Effort until(BooleanSupplier outOfTime) {
    return new Effort(stepsMax, outOfTime);
  }
}
