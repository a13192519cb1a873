package ds.protocol.clock;

import static java.util.Comparator.comparingLong;

import ds.core.Check;
import java.util.Comparator;

/// A time of a hybrid clock: real time as nearly as the clocks know it, and later for what happened
/// later.
///
/// It follows the largest clock reading that can have led to the event; within one reading it
/// counts. So it never steps back when a clock does, and when all clocks are near real time, it is:
/// nothing can lead to an event but readings that were taken before it.
///
/// @param wall in nanoseconds, the largest reading of any clock that the event can know of
/// @param count events with this reading that can have led here
public record HybridTime(long wall, long count) implements Comparable<HybridTime> {

  /// Before any event.
  public static final HybridTime START = new HybridTime(Long.MIN_VALUE, 0);

  private static final Comparator<HybridTime> ORDER =
      comparingLong(HybridTime::wall).thenComparingLong(HybridTime::count);

  public HybridTime {
    Check.that(count >= 0, "a count is not negative");
  }

  /// The time of the next event of a node.
  ///
  /// @param now what the node's clock shows
  public HybridTime tick(long now) {
    return now > wall ? new HybridTime(now, 0) : new HybridTime(wall, count + 1);
  }

  /// The time of the next event of a node, in which it receives a message that was sent at `sent`.
  ///
  /// @param now what the node's clock shows
  public HybridTime receive(HybridTime sent, long now) {
    HybridTime later = compareTo(sent) < 0 ? sent : this;
    return later.tick(now);
  }

  /// Whether this time, which came from elsewhere, is so far ahead of our own clock that one of the
  /// two clocks is broken. Whoever receives such a time refuses the message: one clock that is a
  /// year ahead would otherwise drag every node there, and none of them could ever come back.
  public boolean isBeyond(long now, long offsetMax) {
    return wall - now > offsetMax;
  }

  @Override
  public int compareTo(HybridTime other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return wall + "+" + count;
  }
}
