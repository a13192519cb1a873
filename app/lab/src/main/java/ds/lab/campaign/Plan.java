package ds.lab.campaign;

import ds.core.Check;

/// Which seeds a campaign tries, and how.
///
/// @param first the first seed
/// @param last the last seed, at least `first`
/// @param threads how many runs go on at once
/// @param endsWithFailure whether the first seed that breaks a property ends the campaign
public record Plan(long first, long last, int threads, boolean endsWithFailure) {

  /// More than any machine has use for; a larger number is a slip of the finger.
  public static final int THREADS_MAX = 1_024;

  public Plan {
    Check.that(first <= last, "seeds run from the first to the last");
    Check.that(last - first >= 0 && last - first < Long.MAX_VALUE, "seeds can be counted");
    Check.that(1 <= threads && threads <= THREADS_MAX, "a campaign has 1 to 1,024 threads");
  }

  /// Every seed from `first` to `last`, on all processors.
  public static Plan seeds(long first, long last) {
    return new Plan(first, last, Runtime.getRuntime().availableProcessors(), false);
  }

  public Plan onThreads(int count) {
    return new Plan(first, last, count, endsWithFailure);
  }

  /// The same, but the first failure is the end.
  public Plan untilFailure() {
    return new Plan(first, last, threads, true);
  }

  /// How many seeds there are.
  public long size() {
    return last - first + 1;
  }
}
