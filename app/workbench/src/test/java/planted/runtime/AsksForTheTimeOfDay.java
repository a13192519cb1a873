package planted.runtime;

/// Waits for a time of day, which may be over and come again.
final class AsksForTheTimeOfDay {

  boolean isOver(long deadline) {
    return System.currentTimeMillis() > deadline;
  }
}
