package ds.system.kv.member;

import ds.core.Timer;

/// A member's own timer, beside its Raft's.
enum MemberTimer implements Timer {
  /// Time to look for leases that are over, calls that have waited too long, and members that may
  /// get a vote.
  TICK
}
