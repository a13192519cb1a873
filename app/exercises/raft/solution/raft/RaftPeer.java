package raft;

import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.Tally;
import java.util.List;

/// What servers say to each other, after figures 2 and 13 of the paper.
sealed interface RaftPeer extends RaftMessage.Peer {

  /// Of the sender.
  long term();

  record RequestVote(long term, long lastIndex, long lastTerm) implements RaftPeer {}

  record Vote(long term, boolean granted) implements RaftPeer {}

  record Append(long term, long previousIndex, long previousTerm, List<Entry> entries, long commit)
      implements RaftPeer {}

  /// The sender's log equals the leader's up to `index`.
  record Appended(long term, long index) implements RaftPeer {}

  /// The sender's log lacks what stands before the entries; the leader may try after another place.
  record Refused(long term, long previousIndex, long tryAfter) implements RaftPeer {}

  record InstallSnapshot(long term, long index, long indexTerm, Tally tally) implements RaftPeer {}
}
