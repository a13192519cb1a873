package ds.lab.story.shrink;

import ds.core.Check;

/// How long a shrinker may try.
///
/// @param stepsMax steps that nodes may take in all trials together. The same bound leads to the
///   same story on every machine
public record Effort(long stepsMax) {

  /// A few seconds of work.
  public static final Effort USUAL = steps(4_000_000);

  public Effort {
    Check.that(stepsMax >= 0, "an effort is not negative");
  }

  public static Effort steps(long max) {
    return new Effort(max);
  }
}
