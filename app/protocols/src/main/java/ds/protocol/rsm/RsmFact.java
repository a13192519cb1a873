package ds.protocol.rsm;

import ds.core.Fact;

/// What a replica states about itself, beside what its Raft states.
public sealed interface RsmFact extends Fact {

  /// The log held a request again, or for a session that is forgotten, and nothing was done.
  record Suppressed(RequestId request) implements RsmFact {}

  /// The session was forgotten to make room.
  record SessionEvicted(SessionId session) implements RsmFact {}
}
