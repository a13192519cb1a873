package ds.protocol.raft;

import ds.core.Timer;

/// What a server waits for.
public enum RaftTimer implements Timer {

  /// A follower or candidate: that no leader is heard from (§5.2).
  ELECTION,

  /// Whoever heard a leader, or has restarted: that it owes that leader no loyalty any more
  /// (dissertation §4.2.3).
  PATIENCE,

  /// A leader: the next round of heartbeats.
  HEARTBEAT,

  /// A leader: the next time to ask itself whether a quorum still answers (dissertation §6.2).
  QUORUM,

  /// A leader that hands over: that it takes too long (dissertation §3.10).
  TRANSFER
}
