package ds.protocol.paxos;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import ds.core.NodeId;
import java.util.Comparator;

/// The number of one attempt to get a value chosen.
///
/// No two processes ever use the same ballot, because it carries the name of the one that started
/// it; and no process uses one twice, because it persists its own promise before it asks for
/// others.
///
/// @param round counts from 1; [#NONE] has 0
public record Ballot(long round, NodeId proposer) implements Comparable<Ballot> {

  /// Below every ballot that a process can start.
  public static final Ballot NONE = new Ballot(0, new NodeId("nobody"));

  private static final Comparator<Ballot> ORDER =
      comparingLong(Ballot::round).thenComparing(comparing(Ballot::proposer));

  /// The lowest ballot of `proposer` that is above this one.
  public Ballot next(NodeId proposer) {
    return new Ballot(round + 1, proposer);
  }

  @Override
  public int compareTo(Ballot other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return round + "." + proposer;
  }
}
