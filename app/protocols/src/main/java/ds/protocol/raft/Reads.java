package ds.protocol.raft;

import ds.core.Context;
import ds.protocol.raft.RaftFact.ReadReleased;
import ds.protocol.raft.RaftSettings.ReadMode;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.RaftLog;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Reads that see every write which was acknowledged before they began, without an entry in the log
/// (§8; dissertation §6.4).
///
/// A leader answers from its own state when that state includes all that was committed when the
/// read arrived, and when it has made sure that it still led then: otherwise a newer leader may
/// have committed what this one has never seen.
final class Reads {

  /// A read that waits.
  ///
  /// @param index what must be applied first
  /// @param round the round of heartbeats that a quorum must answer first; 0 under a lease
  private record Pending(long ticket, long index, long round) {}

  private final RaftSettings settings;
  private final RaftLog log;
  private final Election election;
  private final Replication replication;
  private final Application application;

  // Leader only.
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long startedRound;
  private long confirmedRound;

  /// Of the last heartbeats, as many as fit into a lease: their rounds, and when they left.
  private final long[] heartbeatRounds;

  private final long[] heartbeatTimes;
  private int heartbeats;

  Reads(
      RaftSettings settings,
      RaftLog log,
      Election election,
      Replication replication,
      Application application) {
    this.settings = settings;
    this.log = log;
    this.election = election;
    this.replication = replication;
    this.application = application;
    int remembered = settings.reading().leaseHeartbeats(settings.timing());
    this.heartbeatRounds = new long[remembered];
    this.heartbeatTimes = new long[remembered];
  }

  void startLeading(Context<RaftMessage> context) {
    startedRound = 0;
    confirmedRound = 0;
    Arrays.fill(heartbeatRounds, 0);
    armHeartbeat(context);
  }

  private void armHeartbeat(Context<RaftMessage> context) {
    context.arm(RaftTimer.HEARTBEAT, settings.timing().heartbeat(), settings.timing().heartbeat());
  }

  void stopLeading() {
    pending.clear();
  }

  boolean isFull() {
    return pending.size() >= settings.limits().readsMax();
  }

  /// Takes a read. It must see what is committed by now; a new leader learns what that is by
  /// committing its no-op, so nothing is read before that one is applied.
  ///
  /// @return the index that must be applied first
  long take(long ticket, Context<RaftMessage> context) {
    long index = Math.max(log.commit(), replication.firstOwnIndex());
    if (holdsLease(context.now())) {
      pending.add(new Pending(ticket, index, 0));
    } else {
      // A round that is under way began before the read arrived, so it proves too little.
      pending.add(new Pending(ticket, index, startedRound + 1));
      if (startedRound == confirmedRound) {
        startRound(context);
      }
    }
    release(context);
    return index;
  }

  private void startRound(Context<RaftMessage> context) {
    startedRound = replication.startRound(context);
    confirmedRound = replication.confirmedRound();
  }

  /// Every heartbeat is a round, and confirms the reads that wait for one.
  void onHeartbeat(Context<RaftMessage> context) {
    if (settings.reading().mode() == ReadMode.LEASE) {
      heartbeats = (heartbeats + 1) % heartbeatRounds.length;
      heartbeatTimes[heartbeats] = context.now();
      heartbeatRounds[heartbeats] = startedRound + 1;
    }
    startRound(context);
    release(context);
    armHeartbeat(context);
  }

  /// A server has answered a heartbeat.
  void onAnswer(Context<RaftMessage> context) {
    if (confirmedRound == startedRound) {
      return;
    }
    confirmedRound = replication.confirmedRound();
    release(context);
    if (confirmedRound == startedRound && isRoundWanted()) {
      startRound(context);
    }
  }

  private boolean isRoundWanted() {
    return !pending.isEmpty() && pending.getLast().round() > startedRound;
  }

  /// Releases the reads that may be answered from the state as it is now.
  void release(Context<RaftMessage> context) {
    while (!pending.isEmpty()
        && pending.getFirst().round() <= confirmedRound
        && pending.getFirst().index() <= log.applied()) {
      Pending read = pending.removeFirst();
      context.report(new ReadReleased(election.term(), new LogIndex(log.applied())));
      application.readable(read.ticket());
    }
  }

  /// Whether no other server can have been elected by now (dissertation §6.4.1).
  ///
  /// A quorum has answered a heartbeat that left at time *t*. Each of them heard us at *t* or
  /// later, and refuses its vote for `electionMin` after that, by a timer; a server that restarts
  /// refuses it anew. A new leader needs one of their votes. If its clock runs faster than ours by
  /// no more than the drift, that vote is not given before *t* + `leaseDuration` on our clock.
  ///
  /// Time is read twice, for each way can fail. Our clock may jump back; but a heartbeat is
  /// forgotten after `leaseHeartbeats` periods of a timer, which does not jump. Our timers may be
  /// late, if we are paused; but the clock shows it. A jump forward ends the lease early, and harms
  /// nobody.
  ///
  /// A candidate that we have sent for ourselves is refused by nobody, so after a transfer, even an
  /// abandoned one, there is no lease until the next term.
  private boolean holdsLease(long now) {
    if (settings.reading().mode() != ReadMode.LEASE || election.hasHandedOver()) {
      return false;
    }
    long duration = settings.reading().leaseDuration(settings.timing());
    for (int i = 0; i < heartbeatRounds.length; i++) {
      boolean confirmed = heartbeatRounds[i] != 0 && heartbeatRounds[i] <= confirmedRound;
      long age = now - heartbeatTimes[i];
      if (confirmed && age >= 0 && age < duration) {
        return true;
      }
    }
    return false;
  }
}
