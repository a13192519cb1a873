package replicatedkv;

import ds.exercise.replicatedkv.KvMessage;
import java.util.List;

/// What servers say to each other, after figures 2 and 13 of the paper. A round is a number that a
/// leader counts up and followers send back.
sealed interface KvPeer extends KvMessage.Peer {

  /// Of the sender.
  long term();

  record RequestVote(long term, long lastIndex, long lastTerm) implements KvPeer {}

  record Vote(long term, boolean granted) implements KvPeer {}

  record Append(
      long term,
      long round,
      long previousIndex,
      long previousTerm,
      List<Entry> entries,
      long commit)
      implements KvPeer {}

  /// The sender's log equals the leader's up to `index`.
  record Appended(long term, long round, long index) implements KvPeer {}

  /// The sender's log lacks what stands before the entries; the leader may try after another place.
  record Refused(long term, long round, long previousIndex, long tryAfter) implements KvPeer {}

  record InstallSnapshot(long term, long round, Saved.Snapshot snapshot) implements KvPeer {}
}
