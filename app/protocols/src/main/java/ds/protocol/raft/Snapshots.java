package ds.protocol.raft;

import ds.core.Check;
import ds.core.Context;
import ds.core.Durable;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact.MembershipChanged;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.RaftFact.SnapshotTaken;
import ds.protocol.raft.RaftMessage.ChunkReceived;
import ds.protocol.raft.RaftMessage.InstallSnapshot;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Journal;
import ds.protocol.raft.log.LargePiece;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftLog;
import ds.protocol.raft.log.RaftRecord.Checkpoint;
import ds.protocol.raft.log.RaftRecord.Snapshot;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The log's front replaced by the state that it led to (§7): taken, sent, and installed.
///
/// Each server takes its own, as what it has applied is committed and can't differ. A leader sends
/// one only to a follower that needs entries which the leader has dropped. It sends a view of the
/// state as of that moment, in chunks of which one is out at a time.
final class Snapshots {

  /// A snapshot on its way to a follower.
  private static final class Outgoing {

    private final NodeId to;
    private final Snapshot snapshot;
    private final Iterable<Durable> pieces;
    private final RaftSettings.Compaction settings;
    private Iterator<Durable> rest;
    private long chunk = -1;
    private List<Durable> current = List.of();

    Outgoing(
        NodeId to, Snapshot snapshot, Iterable<Durable> pieces, RaftSettings.Compaction settings) {
      this.to = to;
      this.snapshot = snapshot;
      this.pieces = pieces;
      this.settings = settings;
      this.rest = pieces.iterator();
      advance();
    }

    private void advance() {
      List<Durable> next = new ArrayList<>();
      long bytes = 0;
      while (rest.hasNext()
          && next.size() < settings.chunkPiecesMax()
          && bytes < settings.chunkBytesMax()) {
        Durable piece = rest.next();
        bytes += piece instanceof LargePiece large ? large.size() : 0;
        next.add(piece);
      }
      current = next;
      chunk++;
    }

    boolean isAtLast() {
      return !rest.hasNext();
    }

    /// Goes to the chunk that the follower waits for: usually the next one, but an earlier one if a
    /// crash has cost it what it had. An answer that came late may lead us astray; the next answer
    /// leads us back.
    ///
    /// @return whether that is another chunk than the one sent last
    boolean goTo(long wanted) {
      long before = chunk;
      if (wanted < chunk) {
        rest = pieces.iterator();
        chunk = -1;
        advance();
      }
      while (chunk < wanted && !isAtLast()) {
        advance();
      }
      return chunk != before;
    }
  }

  /// A snapshot on its way from the leader, as far as it has come. A crash costs it.
  private record Incoming(Term term, Snapshot snapshot, List<Durable> pieces) {}

  private final RaftSettings.Compaction settings;
  private final RaftLog log;
  private final Journal journal;
  private final Election election;
  private final Application application;

  private long lastDropped;
  private long bytesSinceDropped;
  private long bytesSinceTaken;

  // Leader only.
  private final List<Outgoing> outgoing = new ArrayList<>();

  // Follower only.
  private Optional<Incoming> incoming = Optional.empty();
  private long nextChunk;

  Snapshots(
      RaftSettings.Compaction settings,
      RaftLog log,
      Journal journal,
      Election election,
      Application application) {
    this.settings = settings;
    this.log = log;
    this.journal = journal;
    this.election = election;
    this.application = application;
  }

  void startAfterRecovery() {
    lastDropped = log.applied();
  }

  void applied(int bytes) {
    bytesSinceDropped += bytes;
    bytesSinceTaken += bytes;
  }

  /// Drops entries when the log has become too long or too large, and takes a snapshot if one costs
  /// no more than the log that it replaces. Until then the disk has what memory has dropped.
  void takeIfDue(Context<RaftMessage> context) {
    if (log.applied() - lastDropped >= settings.logEntriesMax()
        || bytesSinceDropped >= settings.logBytesMax()) {
      if (bytesSinceTaken >= application.snapshotBytes()) {
        take(context);
      }
      log.compact(lastToDrop());
      lastDropped = log.applied();
      bytesSinceDropped = 0;
    }
  }

  private void take(Context<RaftMessage> context) {
    Snapshot snapshot = log.appliedSnapshot();
    journal.compact(checkpoint(snapshot), application.snapshot(), log, context);
    context.report(new SnapshotTaken(snapshot.last()));
  }

  /// What stays behind it serves followers that are a little behind, within bounds of its own.
  private long lastToDrop() {
    long index = log.applied();
    long bytes = 0;
    while (index > log.base() && log.applied() - index < settings.entriesKept()) {
      bytes += log.entry(index).size();
      if (bytes > settings.logBytesMax()) {
        break;
      }
      index--;
    }
    return index;
  }

  private Checkpoint checkpoint(Snapshot snapshot) {
    lastDropped = log.applied();
    bytesSinceDropped = 0;
    bytesSinceTaken = 0;
    return new Checkpoint(election.durable(), snapshot);
  }

  /// The leader no longer has what this follower lacks.
  void start(Progress peer, long round, Context<RaftMessage> context) {
    Check.that(
        peer.next() <= log.base(), "a snapshot is for a follower that lacks dropped entries");
    peer.awaitSnapshot(log.applied());
    stop(peer.server());
    outgoing.add(
        new Outgoing(peer.server(), log.appliedSnapshot(), application.snapshot(), settings));
    resend(peer, round, context);
  }

  /// Sends the present chunk; again, if it was sent before.
  void resend(Progress peer, long round, Context<RaftMessage> context) {
    for (Outgoing sent : outgoing) {
      if (sent.to.equals(peer.server())) {
        context.send(
            sent.to,
            new InstallSnapshot(
                election.term(), round, sent.snapshot, sent.chunk, sent.current, sent.isAtLast()));
      }
    }
  }

  void onChunkReceived(Progress peer, ChunkReceived m, long round, Context<RaftMessage> context) {
    for (Outgoing sent : outgoing) {
      if (sent.to.equals(peer.server())
          && sent.snapshot.last().equals(m.snapshot())
          && sent.goTo(m.nextChunk())) {
        resend(peer, round, context);
      }
    }
  }

  /// The follower holds enough of the log, from a snapshot or otherwise.
  void stop(NodeId server) {
    outgoing.removeIf(sent -> sent.to.equals(server));
  }

  void stopLeading() {
    outgoing.clear();
  }

  /// The follower's half (figure 13); the term is ours.
  void onInstallSnapshot(NodeId from, InstallSnapshot m, Context<RaftMessage> context) {
    Position last = m.snapshot().last();
    if (isHeld(last)) {
      incoming = Optional.empty();
      context.send(from, new Matched(m.term(), m.round(), last.index()));
    } else if (receive(m)) {
      install(m.snapshot(), context);
      context.send(from, new Matched(m.term(), m.round(), last.index()));
    } else {
      context.send(from, new ChunkReceived(m.term(), m.round(), last, nextChunk));
    }
  }

  /// "If existing log entry has same index and term as snapshot's last included entry, retain log
  /// entries following it and reply" (figure 13). As all snapshots are of committed entries, the
  /// one whose position we hold tells us nothing new.
  private boolean isHeld(Position last) {
    return last.index().number() <= log.commit() || log.holds(last);
  }

  /// Takes a chunk, and says whether the snapshot is complete now.
  private boolean receive(InstallSnapshot m) {
    if (!isExpected(m)) {
      incoming = Optional.of(new Incoming(m.term(), m.snapshot(), new ArrayList<>()));
      nextChunk = 0;
    }
    if (m.chunk() != nextChunk) {
      return false;
    }
    incoming.orElseThrow().pieces().addAll(m.pieces());
    nextChunk++;
    return m.last();
  }

  /// Another leader may cut the same snapshot into other chunks.
  private boolean isExpected(InstallSnapshot m) {
    return incoming.isPresent()
        && incoming.get().term().equals(m.term())
        && incoming.get().snapshot().equals(m.snapshot());
  }

  /// "Discard the entire log, reset state machine using snapshot contents (and load snapshot's
  /// cluster configuration)" (figure 13). What stands behind the snapshot's end in our log does not
  /// continue it, or the log would hold that position.
  private void install(Snapshot snapshot, Context<RaftMessage> context) {
    Check.that(!log.holds(snapshot.last()), "a log that continues the snapshot is retained");
    application.restore(incoming.orElseThrow().pieces());
    incoming = Optional.empty();
    log.startAfter(snapshot);
    journal.replace(checkpoint(snapshot), application.snapshot(), context);
    context.report(new SnapshotInstalled(snapshot.last()));
    context.report(new MembershipChanged(snapshot.last().index(), snapshot.membership()));
  }
}
