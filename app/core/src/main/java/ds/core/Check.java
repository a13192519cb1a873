package ds.core;

/// Assertions that are always on. A failed one is a programmer error: it stops the node, and fails
/// the run of a simulated world with the seed at hand.
public final class Check {

  private Check() {}

  /// Demands what must hold here.
  ///
  /// @param message what must hold, in words
  /// @throws IllegalStateException if it does not
  public static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }
}
