package ds.protocol.raft;

import ds.core.Check;
import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact.Committed;
import ds.protocol.raft.RaftFact.MembershipChanged;
import ds.protocol.raft.RaftFact.Truncated;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ChunkReceived;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.Stored;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Journal;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftLog;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// How the leader's log becomes everybody's (§5.3), and when an entry is committed (§5.4.2).
///
/// A follower takes entries only behind a position at which its log equals the leader's, so by
/// induction equal positions mean equal logs (*Log Matching*). What a quorum holds on disk, no
/// later leader can lack (*Leader Completeness*): that is committed.
final class Replication {

  private final NodeId self;
  private final RaftSettings.Limits limits;
  private final RaftLog log;
  private final Journal journal;
  private final Election election;
  private final Snapshots snapshots;

  // Leader only.
  private Progress[] peers = {};
  private long[] sorted = {};
  private long round;
  private long uncommittedBytes;
  private long firstOwnIndex;

  Replication(
      RaftSettings.Limits limits,
      RaftLog log,
      Journal journal,
      Election election,
      Snapshots snapshots) {
    this.self = election.self();
    this.limits = limits;
    this.log = log;
    this.journal = journal;
    this.election = election;
    this.snapshots = snapshots;
  }

  /// "When a leader first comes to power, it initializes all nextIndex values to the index just
  /// after the last one in its log" (§5.3); of what they match, it knows nothing.
  void startLeading(Context<RaftMessage> context) {
    peers = new Progress[0];
    round = 0;
    uncommittedBytes = bytes(log.commit() + 1, log.lastIndex());
    firstOwnIndex = log.lastIndex() + 1;
    syncPeers(firstOwnIndex);
    append(List.of(new Entry.NoOp()), context);
  }

  private long bytes(long first, long last) {
    long bytes = 0;
    for (long index = first; index <= last; index++) {
      bytes += log.entry(index).size();
    }
    return bytes;
  }

  /// Follows a change of membership. Servers that stay keep their progress; to new ones, the entry
  /// at `next` is sent first, and they say what they lack.
  private void syncPeers(long next) {
    List<NodeId> servers = log.membership().members();
    if (!servers.contains(self)) {
      servers.add(self);
    }
    Progress[] synced = new Progress[servers.size()];
    for (int i = 0; i < synced.length; i++) {
      NodeId server = servers.get(i);
      synced[i] =
          progress(server).orElseGet(() -> new Progress(server, next, limits.inFlightMax()));
      synced[i].takeRoleIn(log.membership());
    }
    peers = synced;
    sorted = new long[synced.length];
  }

  private Optional<Progress> progress(NodeId server) {
    for (Progress peer : peers) {
      if (peer.server().equals(server)) {
        return Optional.of(peer);
      }
    }
    return Optional.empty();
  }

  /// Whether these commands would be more than may wait for a quorum.
  boolean isFull(List<? extends Command> commands) {
    long bytes = uncommittedBytes;
    for (Command command : commands) {
      bytes += command.size();
    }
    return bytes > limits.uncommittedBytesMax();
  }

  /// Appends a membership, in effect from now on.
  long append(Entry.Configuration configuration, Context<RaftMessage> context) {
    take(configuration);
    syncPeers(log.lastIndex());
    reportMembership(context);
    return spread(context);
  }

  /// Appends commands as entries of this leader.
  ///
  /// @return the index of the last one
  long append(List<? extends Command> commands, Context<RaftMessage> context) {
    for (Command command : commands) {
      take(command);
    }
    return spread(context);
  }

  private void take(Command command) {
    Check.that(election.isLeader(), "only a leader appends entries of its own");
    log.append(new Entry(election.term(), command));
    uncommittedBytes += command.size();
  }

  /// Sends and writes what was appended. It may be sent before it is on our own disk (dissertation
  /// §10.2.1), so it is sent first; but it counts as ours only when it is there.
  private long spread(Context<RaftMessage> context) {
    for (Progress peer : peers) {
      sendEntries(peer, context);
    }
    journal.persist(log, context);
    context.send(self, new Stored(election.term(), new LogIndex(log.lastIndex())));
    return log.lastIndex();
  }

  private void reportMembership(Context<RaftMessage> context) {
    context.report(new MembershipChanged(new LogIndex(log.membershipIndex()), log.membership()));
  }

  /// Sends what a server lacks, as far as its window is open.
  private void sendEntries(Progress peer, Context<RaftMessage> context) {
    while (peer.next() <= log.lastIndex() && isToBeSent(peer)) {
      if (peer.next() <= log.base()) {
        snapshots.start(peer, round, context);
        return;
      }
      List<Entry> entries =
          log.entriesFrom(peer.next(), limits.messageEntriesMax(), limits.messageBytesMax());
      send(peer, entries, context);
      peer.sent(peer.next() - 1 + entries.size());
    }
  }

  private boolean isToBeSent(Progress peer) {
    return peer.mayReceiveEntries() && !peer.server().equals(self);
  }

  private void send(Progress peer, List<Entry> entries, Context<RaftMessage> context) {
    Position previous = log.position(peer.next() - 1);
    context.send(
        peer.server(),
        new AppendEntries(election.term(), round, previous, entries, new LogIndex(log.commit())));
  }

  /// Begins a round of heartbeats: whoever answers it still followed us after it began.
  ///
  /// A heartbeat continues what was sent last, not what was answered last. So a follower that
  /// missed something refuses it, and a loss is noticed without a timer for each message.
  long startRound(Context<RaftMessage> context) {
    round++;
    for (Progress peer : peers) {
      if (peer.server().equals(self)) {
        peer.answered(round);
      } else {
        sendHeartbeat(peer, context);
      }
    }
    return round;
  }

  private void sendHeartbeat(Progress peer, Context<RaftMessage> context) {
    if (peer.state() == Progress.State.SNAPSHOT) {
      snapshots.resend(peer, round, context);
    } else if (peer.next() <= log.base()) {
      snapshots.start(peer, round, context);
    } else {
      send(peer, List.of(), context);
    }
  }

  void onStored(Stored m, Context<RaftMessage> context) {
    if (m.term().equals(election.term())) {
      progress(self).orElseThrow().matched(m.index().number());
      advanceCommit(context);
    }
  }

  void onMatched(NodeId from, Matched m, Context<RaftMessage> context) {
    Check.that(
        m.match().number() <= log.lastIndex(), "no follower holds more than its leader sent");
    progress(from)
        .ifPresent(peer -> {
          peer.answered(m.round());
          peer.matched(m.match().number());
          if (peer.state() == Progress.State.PIPELINE) {
            snapshots.stop(from);
          }
          advanceCommit(context);
          sendEntries(peer, context);
        });
  }

  void onConflicting(NodeId from, Conflicting m, Context<RaftMessage> context) {
    progress(from)
        .ifPresent(peer -> {
          peer.answered(m.round());
          if (peer.isRefusedBy(m.previous().number())) {
            peer.probeFrom(backUp(m));
            sendEntries(peer, context);
          }
        });
  }

  void onChunkReceived(NodeId from, ChunkReceived m, Context<RaftMessage> context) {
    progress(from)
        .ifPresent(peer -> {
          peer.answered(m.round());
          if (peer.state() == Progress.State.SNAPSHOT) {
            snapshots.onChunkReceived(peer, m, round, context);
          }
        });
  }

  /// Skips in one step all of the follower's entries in the conflicting term (§5.3), or, if we have
  /// entries of that term too, those behind our last one: before them the logs may be equal.
  private long backUp(Conflicting m) {
    Term term = m.conflict().term();
    if (term.equals(Term.NONE)) {
      return m.conflict().index().number(); // its log is too short, and nothing is to be compared
    }
    long index = Math.min(m.previous().number() - 1, log.lastIndex());
    while (index > log.base() && log.termAt(index).isAfter(term)) {
      index--;
    }
    boolean weHaveTheTerm = index > log.base() && log.termAt(index).equals(term);
    return weHaveTheTerm ? index + 1 : m.conflict().index().number();
  }

  /// "If there exists an N such that N > commitIndex, a majority of `matchIndex[i]` ≥ N, and
  /// `log[N].term` == currentTerm: set commitIndex = N" (figure 2). An older entry may be held by a
  /// majority and still be replaced (figure 8); it is committed by one of ours behind it.
  private void advanceCommit(Context<RaftMessage> context) {
    long before = log.commit();
    long agreed = agreed(Progress::match);
    if (agreed <= before) {
      return;
    }
    if (log.termAt(agreed).equals(election.term())) { // §5.4.2
      uncommittedBytes -= bytes(before + 1, agreed);
      commit(agreed, context);
    }
  }

  private void commit(long index, Context<RaftMessage> context) {
    if (log.commitUpTo(index)) {
      context.report(new Committed(new LogIndex(index)));
    }
  }

  /// The highest value that a quorum has reached.
  private long agreed(ToLongFunction<Progress> value) {
    long agreed = majority(value, Progress::isVoter);
    return log.membership().isJoint()
        ? Math.min(agreed, majority(value, Progress::isOutgoingVoter))
        : agreed;
  }

  private long majority(ToLongFunction<Progress> value, Predicate<Progress> counts) {
    int count = 0;
    for (Progress peer : peers) {
      if (counts.test(peer)) {
        insert(value.applyAsLong(peer), count);
        count++;
      }
    }
    Check.that(count > 0, "a cluster has a voter");
    return sorted[(count - 1) / 2];
  }

  /// Adds a value to the first `count`, which are sorted; a cluster has few servers.
  private void insert(long value, int count) {
    int place = count;
    while (place > 0 && sorted[place - 1] > value) {
      sorted[place] = sorted[place - 1];
      place--;
    }
    sorted[place] = value;
  }

  /// The latest round of heartbeats that a quorum has answered.
  long confirmedRound() {
    return agreed(Progress::confirmedRound);
  }

  /// Whether a quorum has answered since this was asked last (dissertation §6.2).
  boolean takeQuorumHeard() {
    List<NodeId> heard = new ArrayList<>();
    for (Progress peer : peers) {
      if (peer.takeHeard() || peer.server().equals(self)) {
        heard.add(peer.server());
      }
    }
    return log.membership().isQuorum(heard);
  }

  /// The index of the no-op with which this leader began. Whatever was committed before is in front
  /// of it.
  long firstOwnIndex() {
    return firstOwnIndex;
  }

  /// By how many entries a server's log is shorter than ours.
  long lagOf(NodeId server) {
    return log.lastIndex() - progress(server).map(Progress::match).orElse(0L);
  }

  /// Whether a server has proved to hold anything since this one leads. Of a short log nobody lacks
  /// much, not even a server that was never started.
  boolean hasAnswered(NodeId server) {
    return progress(server).map(Progress::match).orElse(0L) > 0;
  }

  /// The follower's half (figure 2, *AppendEntries RPC*); the term is ours.
  void onAppendEntries(NodeId from, AppendEntries m, Context<RaftMessage> context) {
    if (!precedes(m.previous())) {
      context.send(
          from, new Conflicting(m.term(), m.round(), m.previous().index(), conflict(m.previous())));
      return;
    }
    long before = log.membershipIndex();
    long lastNew = m.previous().index().number() + m.entries().size();
    merge(m, context);
    journal.persist(log, context);
    commit(Math.min(m.commit().number(), lastNew), context);
    if (log.membershipIndex() != before) {
      reportMembership(context);
    }
    context.send(from, new Matched(m.term(), m.round(), new LogIndex(lastNew)));
  }

  /// Whether our log holds the position. What a snapshot covers was committed, so that the leader
  /// holds the same.
  private boolean precedes(Position previous) {
    return previous.index().number() < log.base() || log.holds(previous);
  }

  private Position conflict(Position previous) {
    long index = previous.index().number();
    if (index > log.lastIndex()) {
      return Position.of(log.lastIndex() + 1, Term.NONE);
    }
    return log.position(log.firstIndexOfTermAt(index));
  }

  /// "If an existing entry conflicts with a new one (same index but different terms), delete the
  /// existing entry and all that follow it. Append any new entries not already in the log." Nothing
  /// is deleted otherwise: the message may be old, and shorter than what came since.
  private void merge(AppendEntries m, Context<RaftMessage> context) {
    long index = m.previous().index().number();
    for (Entry entry : m.entries()) {
      index++;
      if (index <= log.base()) {
        continue;
      }
      if (index <= log.lastIndex() && !log.termAt(index).equals(entry.term())) {
        log.truncateFrom(index);
        context.report(new Truncated(new LogIndex(index)));
      }
      if (index > log.lastIndex()) {
        log.append(entry);
      }
    }
  }
}
