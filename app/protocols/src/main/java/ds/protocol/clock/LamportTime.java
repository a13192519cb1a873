package ds.protocol.clock;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import ds.core.Check;
import ds.core.NodeId;
import java.util.Comparator;

/// A time of Lamport's clock: one more than that of everything that can have led to the event.
///
/// So it is the length of the longest chain of events that ends here. Two events of different nodes
/// may share a count; the node's name parts them, which makes the order total, the same everywhere,
/// and arbitrary between events that are concurrent.
///
/// @param count events in the longest chain up to this one; 0 before a node's first
/// @param node whose event it is
public record LamportTime(long count, NodeId node) implements Comparable<LamportTime> {

  private static final Comparator<LamportTime> ORDER =
      comparingLong(LamportTime::count).thenComparing(comparing(LamportTime::node));

  public LamportTime {
    Check.that(count >= 0, "a count is not negative");
  }

  /// Before the first event of a node.
  public static LamportTime start(NodeId node) {
    return new LamportTime(0, node);
  }

  /// The time of this node's next event (IR1).
  public LamportTime tick() {
    return new LamportTime(count + 1, node);
  }

  /// The time of this node's next event, in which it receives a message that was sent at `sent`
  /// (IR2).
  public LamportTime receive(LamportTime sent) {
    return new LamportTime(Math.max(count, sent.count) + 1, node);
  }

  @Override
  public int compareTo(LamportTime other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return count + "." + node;
  }
}
