package ds.system.kv.server;

import ds.core.Fact;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact;
import ds.protocol.raft.log.Command;
import ds.runtime.file.DiskFullException;
import ds.runtime.journal.JournalObserver;
import ds.runtime.transport.Lane;
import ds.system.kv.command.AuthCommand;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvCommand.Alarm;
import ds.system.kv.command.Proposed;
import ds.system.kv.member.Member;
import ds.system.kv.roster.RosterCommand;
import ds.system.kv.server.KvServer.End;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// What a member says of itself to its operator: a line for each event of consequence, with the
/// node, its term and an index of its log.
///
/// Nothing that clients store is ever in a line, and nothing that proves who somebody is. What
/// comes in crowds, say leases that end together or a disk that stays slow, is told once a second.
final class MemberLog {

  private static final Logger LOG = LoggerFactory.getLogger(MemberLog.class);

  /// A leader whose disk takes longer has kept its followers waiting for as long as they would wait
  /// for a dead one.
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /// Where a member stands, for whoever asks on another thread than its own.
  interface Standing {

    long term();

    /// Up to where the log was applied.
    long applied();
  }

  private final String node;
  private final Member member;
  private final Standing standing;
  private final AtomicLong ended = new AtomicLong();
  private final AtomicLong nextSlow = new AtomicLong(System.nanoTime());

  // As it was told last, on the member's loop.
  private boolean leads;
  private boolean isSearching;
  private boolean asksForNames;
  private Set<Alarm> alarms = Set.of();

  /// @param member looked at on its loop only
  MemberLog(NodeId node, Member member, Standing standing) {
    this.node = node.name();
    this.member = member;
    this.standing = standing;
  }

  private LoggingEventBuilder line(Level level) {
    return line(level, standing.term(), standing.applied());
  }

  private LoggingEventBuilder line(Level level, long term, long index) {
    return LOG.atLevel(level)
        .addKeyValue("node", node)
        .addKeyValue("term", term)
        .addKeyValue("index", index);
  }

  void starting(ServerSettings settings, long cluster) {
    line(Level.INFO)
        .addKeyValue("name", settings.name())
        .addKeyValue("cluster", Long.toHexString(cluster))
        .addKeyValue("data-dir", settings.data())
        .log("starts");
  }

  /// Called on the member's loop, within the step that the fact is of.
  void reported(Fact fact) {
    long index = member.raft().lastApplied().number();
    switch (fact) {
      case RaftFact.BecameLeader(var term) -> {
        leads = true;
        isSearching = false;
        line(Level.INFO, term.number(), index).log("became leader");
      }
      case RaftFact.FollowedLeader(var term, var leader) -> {
        isSearching = false;
        line(Level.INFO, term.number(), index).addKeyValue("leader", leader).log("follows");
      }
      case RaftFact.BecameFollower(var term) when leads -> {
        leads = false;
        line(Level.WARN, term.number(), index).log("leads no more");
      }
      case RaftFact.BecamePreCandidate(var term) when !isSearching -> {
        isSearching = true;
        line(Level.INFO, term.number(), index).log("hears of no leader, and asks for votes");
      }
      case RaftFact.TransferStarted(var target) ->
          line(Level.INFO, member.raft().term().number(), index)
              .addKeyValue("to", target)
              .log("hands leadership over");
      case RaftFact.TransferAbandoned(var target) ->
          line(Level.WARN, member.raft().term().number(), index)
              .addKeyValue("to", target)
              .log("could not hand leadership over");
      case RaftFact.SnapshotTaken(var last) ->
          line(Level.INFO, last.term().number(), last.index().number()).log("takes a snapshot");
      case RaftFact.SnapshotInstalled(var last) ->
          line(Level.INFO, last.term().number(), last.index().number())
              .log("took over the leader's snapshot");
      case RaftFact.MembershipChanged(var at, var members) ->
          line(Level.INFO, member.raft().term().number(), at.number())
              .addKeyValue("voters", members.voters())
              .addKeyValue("learners", members.learners())
              .log("membership changed");
      case RaftFact.Truncated(var first) ->
          line(Level.INFO, member.raft().term().number(), first.number())
              .log("dropped entries that the leader does not have");
      case RaftFact.Applied(var at, var term, Proposed entry) ->
          applied(term.number(), at.number(), entry.command());
      default -> {}
    }
  }

  private void applied(long term, long index, Command command) {
    switch (command) {
      case KvCommand.ByClient(_, KvCommand inner) -> changed(term, index, inner);
      case KvCommand.LeaseRevoke _ -> leaseEnded(); // by nobody: its time was over
      case KvCommand other -> changed(term, index, other);
      case RosterCommand change -> changed(term, index, change);
      default -> {}
    }
  }

  private void changed(long term, long index, KvCommand command) {
    switch (command) {
      case AuthCommand.AuthEnable _, AuthCommand.AuthDisable _ -> {
        boolean asks = member.state().auth().isEnabled();
        if (asks != asksForNames) {
          asksForNames = asks;
          line(Level.INFO, term, index).log(asks ? "auth enabled" : "auth disabled");
        }
      }
      case KvCommand.RaiseAlarm _, KvCommand.LiftAlarm _ -> alarms(term, index);
      case KvCommand.Compact(var revision) when member.state().compacted() == revision ->
          line(Level.INFO, term, index).addKeyValue("revision", revision).log("compacted");
      default -> {}
    }
  }

  private void alarms(long term, long index) {
    Set<Alarm> now = Set.copyOf(member.state().alarms());
    now.stream()
        .filter(it -> !alarms.contains(it))
        .forEach(it -> alarm(line(Level.WARN, term, index), it).log("alarm raised"));
    alarms.stream()
        .filter(it -> !now.contains(it))
        .forEach(it -> alarm(line(Level.INFO, term, index), it).log("alarm lifted"));
    alarms = now;
  }

  private static LoggingEventBuilder alarm(LoggingEventBuilder line, Alarm alarm) {
    return line.addKeyValue("alarm", alarm.kind())
        .addKeyValue("member", Long.toHexString(alarm.member()));
  }

  private void changed(long term, long index, RosterCommand change) {
    LoggingEventBuilder line = line(Level.INFO, term, index);
    switch (change) {
      case RosterCommand.Enter(var entered, _) ->
          about(line, entered.id())
              .addKeyValue("peer-urls", entered.peerUrls())
              .log("member added");
      case RosterCommand.Strike(var struck) -> about(line, struck).log("member removed");
      case RosterCommand.Readdress(var moved, var urls) ->
          about(line, moved).addKeyValue("peer-urls", urls).log("member moved");
      case RosterCommand.Promoted(var promoted) -> about(line, promoted).log("member votes");
      case RosterCommand.Publish(var started, var name, var urls) ->
          about(line, started)
              .addKeyValue("name", name)
              .addKeyValue("client-urls", urls)
              .log("member started");
      case RosterCommand.Found _ -> {}
    }
  }

  private static LoggingEventBuilder about(LoggingEventBuilder line, long whom) {
    return line.addKeyValue("member", Long.toHexString(whom));
  }

  private void leaseEnded() {
    if (ended.getAndIncrement() == 0) {
      CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS)
          .execute(() ->
              line(Level.INFO).addKeyValue("leases", ended.getAndSet(0)).log("leases expired"));
    }
  }

  // On the transport's threads.

  void peerReached(String peer, Lane lane) {
    line(lane == Lane.ORDERED ? Level.INFO : Level.DEBUG)
        .addKeyValue("peer", peer)
        .log("peer reached");
  }

  void peerLost(String peer, Lane lane, String why) {
    line(lane == Lane.ORDERED ? Level.WARN : Level.DEBUG)
        .addKeyValue("peer", peer)
        .addKeyValue("why", why)
        .log("peer not reached");
  }

  void knocked(String peer, Object address) {
    line(Level.INFO)
        .addKeyValue("peer", peer)
        .addKeyValue("address", address)
        .log("a member calls that is not known here yet");
  }

  void removed(String by) {
    line(Level.WARN).addKeyValue("by", by).log("this member was removed from the cluster");
  }

  // On the journal's threads.

  void synced(int bytes, long nanos) {
    if (nanos >= SLOW_NANOS) {
      long now = System.nanoTime();
      long next = nextSlow.get();
      if (now - next >= 0 && nextSlow.compareAndSet(next, now + SECOND)) {
        line(Level.WARN)
            .addKeyValue("bytes", bytes)
            .addKeyValue("ms", Duration.ofNanos(nanos).toMillis())
            .log("slow disk: writing and forcing the log took long");
      }
    }
  }

  void checkpointed(long bytes, long nanos) {
    line(Level.INFO)
        .addKeyValue("bytes", bytes)
        .addKeyValue("ms", Duration.ofNanos(nanos).toMillis())
        .log("wrote a snapshot");
  }

  void diskFailed(IOException reason) {
    line(Level.ERROR)
        .addKeyValue("why", reason.getMessage())
        .setCause(reason)
        .log("the disk has failed, and this member stops");
  }

  void cramped(long bytes) {
    line(Level.WARN)
        .addKeyValue("bytes", bytes)
        .log("little room on the disk: the next file of the log is not made in advance");
  }

  /// On the member's loop.
  void unreadable(IOException reason) {
    line(Level.ERROR)
        .addKeyValue("why", reason.getMessage())
        .log("the data directory cannot be read, and this member stops");
  }

  void snapshotPutOff(DiskFullException reason) {
    line(Level.WARN).addKeyValue("why", reason.getMessage()).log("could not write a snapshot");
  }

  /// What happens on the disk; a member is there only when it has been read.
  static final class Disk implements JournalObserver {

    private final String name;
    private final Meters meters;
    private final KvServer.Owner owner;
    private volatile Optional<MemberLog> log = Optional.empty();

    Disk(String name, Meters meters, KvServer.Owner owner) {
      this.name = name;
      this.meters = meters;
      this.owner = owner;
    }

    Meters meters() {
      return meters;
    }

    /// Tells a member's log of it from now on.
    void follow(MemberLog newLog) {
      log = Optional.of(newLog);
    }

    @Override
    public void failed(IOException reason) {
      log.ifPresentOrElse(
          it -> it.diskFailed(reason),
          () -> LOG.error("the disk of {} has failed, and it stops", name, reason));
      owner.ended(End.DISK_FAILED);
    }

    @Override
    public void putOff(String stream, DiskFullException reason) {
      log.ifPresent(it -> it.snapshotPutOff(reason));
    }

    @Override
    public void cramped(long bytes) {
      log.ifPresentOrElse(
          it -> it.cramped(bytes),
          () ->
              LOG.warn(
                  "little room on the disk of {}: the next file of its log is not made in advance",
                  name));
    }

    @Override
    public void synced(int bytes, long nanos) {
      meters.forced(nanos);
      log.ifPresent(it -> it.synced(bytes, nanos));
    }

    @Override
    public void checkpointed(String stream, long bytes, long nanos) {
      meters.snapshotTaken(nanos);
      log.ifPresent(it -> it.checkpointed(bytes, nanos));
    }
  }
}
