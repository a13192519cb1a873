package ds.protocol.raft;

import ds.core.Fact;
import ds.core.NodeId;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.Term;

/// What a server states about itself.
public sealed interface RaftFact extends Fact {

  /// It follows in a new term, or leads or campaigns no more.
  record BecameFollower(Term term) implements RaftFact {}

  /// It asks whether it could win the term after `term`.
  record BecamePreCandidate(Term term) implements RaftFact {}

  record BecameCandidate(Term term) implements RaftFact {}

  record BecameLeader(Term term) implements RaftFact {}

  /// It accepts a leader for the first time in this term.
  record FollowedLeader(Term term, NodeId leader) implements RaftFact {}

  record Voted(Term term, NodeId candidate) implements RaftFact {}

  /// Its commit index has reached `index`.
  record Committed(LogIndex index) implements RaftFact {}

  record Applied(LogIndex index, Term term, Command command) implements RaftFact {}

  /// The entries from `first` on conflicted with the leader's and are gone.
  record Truncated(LogIndex first) implements RaftFact {}

  record SnapshotTaken(Position last) implements RaftFact {}

  record SnapshotInstalled(Position last) implements RaftFact {}

  /// Another membership is in effect on this server.
  ///
  /// @param index of the entry, or the end of the snapshot, that brought it
  record MembershipChanged(LogIndex index, Membership membership) implements RaftFact {}

  /// A leader is handing over to `target`, and accepts no commands.
  record TransferStarted(NodeId target) implements RaftFact {}

  /// It took too long; the leader goes on.
  record TransferAbandoned(NodeId target) implements RaftFact {}

  /// A read was released.
  ///
  /// @param index at least this much of the log was applied before
  record ReadReleased(Term term, LogIndex index) implements RaftFact {}
}
