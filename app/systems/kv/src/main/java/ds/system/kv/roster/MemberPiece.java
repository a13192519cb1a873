package ds.system.kv.roster;

import ds.core.Durable;

/// A part of a snapshot that is about members.
public sealed interface MemberPiece extends Durable {

  /// One line of the roster.
  ///
  /// @param isToVote whether the member waits for a vote
  record Enrolled(ClusterMember member, boolean isToVote) implements MemberPiece {}

  /// A member that was removed. Its number is never given again, and when it comes back it is told.
  record Struck(long member) implements MemberPiece {}
}
