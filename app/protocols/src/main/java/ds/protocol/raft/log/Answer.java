package ds.protocol.raft.log;

import ds.core.NodeId;
import java.util.Optional;

/// What a server says to a request. An accepted one is not done yet: it is if the log commits it.
public sealed interface Answer {

  /// What a server says to a command or to a read.
  sealed interface Proposal extends Answer {}

  /// A leader has taken the request.
  ///
  /// @param index of the new entry, or for a read, what must be applied before it is answered
  /// @param term the leader's; if another term's entry appears at `index`, the command is lost
  record Accepted(LogIndex index, Term term) implements Proposal {}

  /// Only a leader can do this.
  ///
  /// @param leader who it probably is, if that is known
  record NotLeader(Optional<NodeId> leader) implements Proposal {}

  /// The leader has as much under way as its limits allow. The request had no effect.
  record Overloaded() implements Proposal {}

  /// The leader will not do this now. The request had no effect.
  record Refused(String reason) implements Answer {}
}
