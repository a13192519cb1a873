package ds.protocol.clock;

import ds.core.NodeId;
import java.util.SortedMap;
import java.util.TreeMap;

/// A time that tells an event's whole past: of each node, how many of its events can have led here.
///
/// The past of an event has no gaps: who knows a node's fifth event knows the four before it. So a
/// number for each node is the whole set, and one set lies in another exactly if what happened
/// before says so. No single number can do that (Charron-Bost 1991): it takes one for each node.
///
/// @param node whose event it is
/// @param counts of each node that is known to have had an event; never changed
public record VectorTime(NodeId node, SortedMap<NodeId, Long> counts) {

  /// How two events lie to each other.
  public enum Relation {
    SAME,
    BEFORE,
    AFTER,
    CONCURRENT
  }

  public VectorTime {
    counts = new TreeMap<>(counts);
  }

  /// Before the first event of a node.
  public static VectorTime start(NodeId node) {
    return new VectorTime(node, new TreeMap<>());
  }

  /// The time of this node's next event.
  public VectorTime tick() {
    SortedMap<NodeId, Long> next = new TreeMap<>(counts);
    next.merge(node, 1L, (count, one) -> count + one);
    return new VectorTime(node, next);
  }

  /// The time of this node's next event, in which it receives a message that was sent at `sent`:
  /// its past is both pasts.
  public VectorTime receive(VectorTime sent) {
    SortedMap<NodeId, Long> both = new TreeMap<>(counts);
    sent.counts.forEach((other, count) -> both.merge(other, count, Math::max));
    return new VectorTime(node, both).tick();
  }

  /// How this event lies to another.
  public Relation relationTo(VectorTime other) {
    if (equals(other)) {
      return Relation.SAME;
    }
    if (other.knows(this)) {
      return Relation.BEFORE;
    }
    return knows(other) ? Relation.AFTER : Relation.CONCURRENT;
  }

  /// Whether that event is in the past of this one, or is it. As pasts have no gaps, one number
  /// tells: do we know as many events of its node as it does?
  private boolean knows(VectorTime event) {
    return count(event.node) >= event.count(event.node);
  }

  private long count(NodeId of) {
    return counts.getOrDefault(of, 0L);
  }

  @Override
  public String toString() {
    return node + counts.toString();
  }
}
