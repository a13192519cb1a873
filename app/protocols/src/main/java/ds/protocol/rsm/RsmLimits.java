package ds.protocol.rsm;

import ds.core.Check;

/// The bounds of a replica, each with its reason.
///
/// Which sessions are remembered is part of the replicated state, so all replicas of a group must
/// agree on the last two.
///
/// @param waitingMax clients that wait at a leader for a command, and as many for a query; enough
///   to fill several of Raft's messages. Beyond it they are told [RsmMessage.Overloaded]
/// @param sessionsMax sessions that are remembered, at about 200 bytes each. More clients may come
///   and go; whoever was silent while so many others spoke is forgotten
/// @param resultBytesMax of remembered results in all, in case a machine's results are large
public record RsmLimits(int waitingMax, int sessionsMax, long resultBytesMax) {

  public static final RsmLimits DEFAULT = new RsmLimits(4_096, 16_384, 16 * 1024 * 1024);

  public RsmLimits {
    Check.that(waitingMax > 0, "a client may wait");
    Check.that(sessionsMax > 0, "a session is remembered");
    Check.that(resultBytesMax > 0, "a result has a size");
  }
}
