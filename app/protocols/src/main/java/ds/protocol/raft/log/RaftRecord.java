package ds.protocol.raft.log;

import ds.core.Durable;
import ds.core.NodeId;
import java.util.List;
import java.util.Optional;

/// What a server keeps on disk: figure 2's *persistent state*, as records that are only appended.
///
/// A restart replays them in order. The records that a checkpoint leaves standing may begin with
/// things that it covers already. That does no harm: entries that are covered are passed over, and
/// an old term or vote is followed by all the newer ones.
public sealed interface RaftRecord extends Durable {

  /// The current term, and who got this server's vote in it.
  record TermAndVote(Term term, Optional<NodeId> vote) implements RaftRecord {

    /// Of a server that has never heard of anyone.
    public static final TermAndVote NONE = new TermAndVote(Term.NONE, Optional.empty());
  }

  /// The log from `first` on is `entries`; what it held there before is gone.
  record Appended(LogIndex first, List<Entry> entries) implements RaftRecord {

    public Appended {
      entries = List.copyOf(entries);
    }
  }

  /// What a snapshot stands for: the log up to `last`, and the membership as of then.
  record Snapshot(Position last, Membership membership) {}

  /// Opens a checkpoint; the application's pieces follow it.
  record Checkpoint(TermAndVote termAndVote, Snapshot snapshot) implements RaftRecord {}
}
