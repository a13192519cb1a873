package ds.runtime.host;

import java.util.PriorityQueue;

/// What is to be done at a time, on one [Loop].
final class Deadlines {

  /// The longest sleep of a loop, though nothing is due: a day.
  private static final long IDLE = 86_400_000_000_000L;

  /// One thing to be done, unless it is called off.
  static final class Deadline implements Comparable<Deadline> {

    private final long time;
    private final Runnable action;
    private boolean isCalledOff;

    private Deadline(long time, Runnable action) {
      this.time = time;
      this.action = action;
    }

    void callOff() {
      isCalledOff = true;
    }

    /// By difference, as the clock's zero is anywhere.
    @Override
    public int compareTo(Deadline other) {
      return Long.signum(time - other.time);
    }
  }

  private final PriorityQueue<Deadline> queue = new PriorityQueue<>();

  /// @param time of [System#nanoTime]
  Deadline at(long time, Runnable action) {
    Deadline deadline = new Deadline(time, action);
    queue.add(deadline);
    return deadline;
  }

  /// Does what is due.
  ///
  /// @return how much that was
  int fire(long now) {
    int count = 0;
    for (Deadline next = queue.peek(); next != null && isDue(next, now); next = queue.peek()) {
      queue.remove();
      if (!next.isCalledOff) {
        next.action.run();
        count++;
      }
    }
    return count;
  }

  private static boolean isDue(Deadline deadline, long now) {
    return deadline.isCalledOff || deadline.time - now <= 0;
  }

  /// How long nothing is due, in nanoseconds.
  long untilNext(long now) {
    Deadline next = queue.peek();
    return next == null ? IDLE : Math.max(0, next.time - now);
  }
}
