package raft;

import ds.exercise.raft.RaftMessage;

/// What servers say to each other. Declare a record for each message of figure 2, as paragraph 1 of
/// the handout shows.
sealed interface RaftPeer extends RaftMessage.Peer {

  /// Of the sender.
  long term();

  record RequestVote(long term) implements RaftPeer {}
}
