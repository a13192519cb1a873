package ds.exercise.raft;

import ds.core.Fact;

/// What a server states about itself.
public sealed interface RaftFact extends Fact {

  /// It has won the election of this term (§5.2).
  record BecameLeader(long term) implements RaftFact {}

  /// It has applied a committed entry to its state machine (§5.3).
  ///
  /// @param index from 1 on, each after the one before
  /// @param command empty for an entry that no client has asked for
  record Applied(long index, String command) implements RaftFact {}

  /// Its state machine has taken the state of a snapshot (§7); what it applies next is `index + 1`.
  ///
  /// @param index of the last entry in the snapshot
  record Restored(long index, Tally tally) implements RaftFact {}
}
