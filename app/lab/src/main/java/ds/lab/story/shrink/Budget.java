package ds.lab.story.shrink;

/// How much of an [Effort] is spent.
final class Budget {

  private final Effort effort;
  private long steps;

  Budget(Effort effort) {
    this.effort = effort;
  }

  void spend(long taken) {
    steps += taken + 1;
  }

  boolean isSpent() {
    return steps >= effort.stepsMax();
  }
}
