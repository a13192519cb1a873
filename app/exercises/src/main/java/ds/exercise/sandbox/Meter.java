package ds.exercise.sandbox;

/// Counts what a learner's code does, and stops it when it does too much in one step.
///
/// A loop that never ends cannot be told from a long one, and a thread cannot be stopped from
/// outside. So [Metered] code counts itself: every method that is entered, every loop that goes
/// round and every array that is made. The same run is stopped at the same place on every machine,
/// and its story can be told.
///
/// One learner's code runs on one thread, so the counts are plain fields.
public final class Meter {

  /// Methods entered, rounds of loops and array elements in one step: far more than any of our
  /// solutions needs, and less than a second.
  static final long STEP_MAX = 20_000_000;

  private static long left = STEP_MAX;

  private Meter() {}

  /// Thrown into code that has done too much. An error, as a learner's code may catch exceptions.
  static final class Exhausted extends Error {

    private static final long serialVersionUID = 1L;

    Exhausted() {
      super("does too much in one step");
    }
  }

  /// A new step begins.
  static void reset() {
    left = STEP_MAX;
  }

  /// Called by metered code at the start of every method and before every jump back.
  public static void tick() {
    if (--left < 0) {
      throw new Exhausted();
    }
  }

  /// Called by metered code before it makes an array.
  ///
  /// @return its argument
  public static int array(int length) {
    left -= Math.max(0, length);
    if (left < 0) {
      throw new Exhausted();
    }
    return length;
  }
}
