package ds.protocol.paxos;

import ds.core.Timer;

/// What wakes a process.
public enum PaxosTimer implements Timer {

  /// Time to start a ballot: nobody has told us the decision yet.
  BALLOT
}
