package ds.protocol.raft;

import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftRecord.Snapshot;
import ds.protocol.raft.log.Term;
import java.util.List;

/// What servers say to each other, named as in figures 2 and 13.
///
/// | part        | who asks                | what                   | what it hears              |
/// |-------------|-------------------------|------------------------|----------------------------|
/// | election    | pre-candidate           | [PreVote]              | [PreVoteGranted]           |
/// |             | candidate               | [RequestVote]          | [VoteGranted]              |
/// | replication | leader                  | [AppendEntries]        | [Matched], [Conflicting]   |
/// |             | leader, after a persist | [Stored], to itself    |                            |
/// | snapshots   | leader                  | [InstallSnapshot]      | [ChunkReceived], [Matched] |
/// | transfer    | leader                  | [TimeoutNow]           |                            |
/// | any of them | who is in an older term |                        | [Stale]                    |
/// | applying    | who has much to apply   | [ApplyNext], to itself |                            |
/// | clients     | anyone                  | [Propose]              | [Answered]                 |
/// |             | an administrator        | [ChangeMembership]     | [Answered]                 |
/// |             | an administrator        | [TransferLeadership]   | [Answered]                 |
///
/// A vote that is refused is not answered, unless the candidate's term is over: the figure's
/// *false* would tell a candidate nothing that it could use. Within a node that has a Raft,
/// clients' requests are calls of [Raft] and not messages.
public sealed interface RaftMessage {

  /// Could the sender win an election in `term`? Nobody changes its own term (dissertation §9.6).
  record PreVote(Term term, Position last) implements RaftMessage {}

  /// The sender would vote for the receiver.
  ///
  /// @param term that of the [PreVote]
  record PreVoteGranted(Term term) implements RaftMessage {}

  /// Why a candidate runs.
  enum Cause {
    /// It has not heard from a leader for an election timeout.
    TIMEOUT,
    /// The leader has asked it to, so nobody protects that leader (dissertation §4.2.3).
    TRANSFER
  }

  record RequestVote(Term term, Position last, Cause cause) implements RaftMessage {}

  record VoteGranted(Term term) implements RaftMessage {}

  /// Entries to append, or none for a heartbeat.
  ///
  /// @param round the leader's latest round of heartbeats; an answer confirms that the sender was
  ///   leader when that round began (§8, dissertation §6.4)
  /// @param previous the position before the first entry
  /// @param commit the leader's commit index
  record AppendEntries(
      Term term, long round, Position previous, List<Entry> entries, LogIndex commit)
      implements RaftMessage {

    public AppendEntries {
      entries = List.copyOf(entries);
    }
  }

  /// The follower's log is equal to the leader's up to `match`, and durable.
  record Matched(Term term, long round, LogIndex match) implements RaftMessage {}

  /// The follower's log does not hold `previous`.
  ///
  /// @param conflict the first entry, in the follower's log, of the term that stands at `previous`;
  ///   or the place after its end, without a term, if the log is too short (§5.3)
  record Conflicting(Term term, long round, LogIndex previous, Position conflict)
      implements RaftMessage {}

  /// The leader's own log is durable up to `index`.
  record Stored(Term term, LogIndex index) implements RaftMessage {}

  /// Some pieces of a snapshot; the next ones follow when these are acknowledged.
  ///
  /// @param chunk the number of this message among those of the snapshot, from 0
  /// @param last whether it is the last
  record InstallSnapshot(
      Term term, long round, Snapshot snapshot, long chunk, List<Durable> pieces, boolean last)
      implements RaftMessage {

    public InstallSnapshot {
      pieces = List.copyOf(pieces);
    }
  }

  /// The follower has the chunks before `nextChunk`.
  ///
  /// @param nextChunk the one that it waits for: 0 also after a crash has cost it the others
  record ChunkReceived(Term term, long round, Position snapshot, long nextChunk)
      implements RaftMessage {}

  /// The receiver's log is complete; it shall campaign at once.
  record TimeoutNow(Term term) implements RaftMessage {}

  /// The receiver's term is over.
  ///
  /// @param term a later one
  record Stale(Term term) implements RaftMessage {}

  /// There is more to apply than fitted into a step.
  record ApplyNext() implements RaftMessage {}

  record Propose(Command command) implements RaftMessage {}

  record ChangeMembership(Membership.Change change) implements RaftMessage {}

  record TransferLeadership(NodeId target) implements RaftMessage {}

  record Answered(Answer answer) implements RaftMessage {}
}
