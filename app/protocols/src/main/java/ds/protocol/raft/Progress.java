package ds.protocol.raft;

import ds.core.Check;
import ds.core.NodeId;
import ds.protocol.raft.log.Membership;

/// What a leader knows about one server: figure 2's *nextIndex* and *matchIndex*, and how to send.
///
/// The two are not one number minus one. `match` is what the server has proved to hold, and it only
/// grows while the leader leads; `next` is a guess about what to send, and may be wrong.
final class Progress {

  enum State {
    /// Where the logs part is not known: one message at a time, until one matches.
    PROBE,
    /// The logs match: entries are sent before their predecessors are answered.
    PIPELINE,
    /// The leader has no longer what the server lacks: it gets a snapshot.
    SNAPSHOT
  }

  private final NodeId server;
  private State state = State.PROBE;
  private long next;
  private long match;

  /// In state [State#PROBE]: a message is out, and the next one waits for its answer.
  private boolean probing;

  /// In state [State#SNAPSHOT]: what the server will match when it has the snapshot.
  private long snapshotIndex;

  /// A ring with the last index of each message that is out in state [State#PIPELINE].
  private final long[] inFlight;

  private int inFlightFirst;
  private int inFlightCount;

  private long confirmedRound;
  private boolean heard;

  private boolean voter;
  private boolean outgoingVoter;

  Progress(NodeId server, long next, int inFlightMax) {
    this.server = server;
    this.next = next;
    this.inFlight = new long[inFlightMax];
  }

  NodeId server() {
    return server;
  }

  State state() {
    return state;
  }

  long next() {
    return next;
  }

  long match() {
    return match;
  }

  void takeRoleIn(Membership membership) {
    voter = membership.voters().contains(server);
    outgoingVoter = membership.outgoing().contains(server);
  }

  boolean isVoter() {
    return voter;
  }

  boolean isOutgoingVoter() {
    return outgoingVoter;
  }

  boolean mayReceiveEntries() {
    return switch (state) {
      case PROBE -> !probing;
      case PIPELINE -> inFlightCount < inFlight.length;
      case SNAPSHOT -> false;
    };
  }

  /// A message with entries up to `last` has left.
  void sent(long last) {
    if (state == State.PROBE) {
      probing = true;
      return;
    }
    Check.that(inFlightCount < inFlight.length, "no more messages are out than may be");
    inFlight[(inFlightFirst + inFlightCount) % inFlight.length] = last;
    inFlightCount++;
    next = last + 1;
  }

  /// The server holds the log up to `index`. An answer that came late says less than is known.
  void matched(long index) {
    if (index < match) {
      return;
    }
    match = index;
    if (state == State.PROBE || (state == State.SNAPSHOT && match >= snapshotIndex)) {
      resumeWith(State.PIPELINE, match + 1);
    }
    next = Math.max(next, match + 1);
    while (inFlightCount > 0 && inFlight[inFlightFirst] <= match) {
      inFlightFirst = (inFlightFirst + 1) % inFlight.length;
      inFlightCount--;
    }
  }

  /// Whether a refusal of entries after `previous` is about what was sent last, and not an old one.
  boolean isRefusedBy(long previous) {
    return switch (state) {
      case PROBE -> previous == next - 1;
      case PIPELINE -> previous > match;
      case SNAPSHOT -> false;
    };
  }

  /// Tries again from an earlier index, but never from one that is known to match.
  void probeFrom(long index) {
    resumeWith(State.PROBE, Math.max(index, match + 1));
  }

  /// Nothing but a snapshot up to `index` is sent from now on.
  void awaitSnapshot(long index) {
    snapshotIndex = index;
    resumeWith(State.SNAPSHOT, next);
  }

  private void resumeWith(State other, long index) {
    state = other;
    next = index;
    probing = false;
    inFlightCount = 0;
  }

  long confirmedRound() {
    return confirmedRound;
  }

  /// The server has answered, and it did so as a follower of this leader.
  void answered(long round) {
    heard = true;
    confirmedRound = Math.max(confirmedRound, round);
  }

  /// Whether it has answered since this was asked last.
  boolean takeHeard() {
    boolean was = heard;
    heard = false;
    return was;
  }
}
