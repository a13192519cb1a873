package replicatedkv;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Durable;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import replicatedkv.KvPeer.Append;
import replicatedkv.KvPeer.Appended;
import replicatedkv.KvPeer.InstallSnapshot;
import replicatedkv.KvPeer.Refused;
import replicatedkv.KvPeer.RequestVote;
import replicatedkv.KvPeer.Vote;

/// The log of a server, after figure 2 of the paper.
final class Consensus {

  /// Who waits for what becomes of the log.
  interface Watcher {

    void applied(long index, Entry entry);

    void readable(long ticket);

    void leadershipLost();
  }

  /// @param index what must be applied before the read is answered
  private record Read(long ticket, long round, long index) {}

  private enum RaftTimer implements Timer {
    ELECTION,
    HEARTBEAT
  }

  private enum Role {
    FOLLOWER,
    CANDIDATE,
    LEADER
  }

  private static final long ELECTION_MIN = 300 * MILLISECOND;
  private static final long ELECTION_MAX = 600 * MILLISECOND;
  private static final long HEARTBEAT = 75 * MILLISECOND;

  /// Entries applied since the last snapshot until the next one is taken.
  private static final int SNAPSHOT_AFTER = 30;

  private final NodeId self;
  private final List<NodeId> others;
  private final int majority;

  // Persistent on all servers
  private long term;
  private Optional<NodeId> vote = Optional.empty();
  private final Log log = new Log();

  // Volatile on all servers
  private Role role = Role.FOLLOWER;
  private long commit;
  private long applied;
  private final Store store;
  private final Watcher watcher;
  private Optional<NodeId> leader = Optional.empty();

  // Volatile on candidates and leaders
  private final Set<NodeId> votes = new TreeSet<>();
  private final Map<NodeId, Long> next = new TreeMap<>();
  private final Map<NodeId, Long> match = new TreeMap<>();
  private final Map<NodeId, Long> rounds = new TreeMap<>();
  private final List<Read> reads = new ArrayList<>();
  private long round;
  private long firstOfTerm;

  Consensus(NodeId self, List<NodeId> servers, Store store, Watcher watcher) {
    this.self = self;
    this.others = servers.stream().filter(it -> !it.equals(self)).toList();
    this.majority = servers.size() / 2 + 1;
    this.store = store;
    this.watcher = watcher;
  }

  boolean isLeader() {
    return role == Role.LEADER;
  }

  /// Who leads the term, if this server has heard of it.
  Optional<NodeId> leader() {
    return leader;
  }

  /// Appends to a leader's log.
  ///
  /// @return where the entry stands
  long propose(NodeId client, long number, Operation operation, Context<KvMessage> context) {
    store(log.lastIndex() + 1, new Entry(term, client, number, operation), context);
    others.forEach(it -> replicate(it, context));
    return log.lastIndex();
  }

  /// Asks the others whether this server still leads (dissertation §6.4).
  void read(long ticket, Context<KvMessage> context) {
    round++;
    reads.add(new Read(ticket, round, Math.max(commit, firstOfTerm)));
    others.forEach(it -> replicate(it, context));
  }

  private void release() {
    List<Long> heard = new ArrayList<>(rounds.values());
    heard.add(round);
    heard.sort(null);
    long confirmed = heard.get(heard.size() - majority);
    while (!reads.isEmpty()
        && reads.getFirst().round() <= confirmed
        && reads.getFirst().index() <= applied) {
      watcher.readable(reads.removeFirst().ticket());
    }
  }

  void onStarted(Iterable<? extends Durable> recovered, Context<KvMessage> context) {
    for (Durable record : recovered) {
      switch ((Saved) record) {
        case Saved.Ballot ballot -> {
          term = ballot.term();
          vote = ballot.vote();
        }
        case Saved.Line(long index, Entry entry) -> log.put(index, entry);
        case Saved.Snapshot snapshot -> restore(snapshot);
      }
    }
    armElection(context);
  }

  void onTimer(Timer timer, Context<KvMessage> context) {
    switch ((RaftTimer) timer) {
      case ELECTION -> campaign(context);
      case HEARTBEAT -> {
        others.forEach(it -> replicate(it, context));
        context.arm(RaftTimer.HEARTBEAT, HEARTBEAT, HEARTBEAT);
      }
    }
  }

  /// Rules for all servers: a newer term ends whatever this server was (§5.1).
  void onPeer(NodeId from, KvPeer message, Context<KvMessage> context) {
    if (message.term() > term) {
      follow(context);
      setBallot(message.term(), Optional.empty(), context);
    }
    switch (message) {
      case RequestVote m -> onRequestVote(from, m, context);
      case Vote m -> onVote(from, m, context);
      case Append m -> onAppend(from, m, context);
      case Appended m -> onAppended(from, m, context);
      case Refused m -> onRefused(from, m, context);
      case InstallSnapshot m -> onInstallSnapshot(from, m, context);
    }
  }

  // Election, §5.2

  private void campaign(Context<KvMessage> context) {
    role = Role.CANDIDATE;
    setBallot(term + 1, Optional.of(self), context);
    votes.clear();
    votes.add(self);
    var request = new RequestVote(term, log.lastIndex(), log.lastTerm());
    others.forEach(it -> context.send(it, request));
    armElection(context);
  }

  private void onRequestVote(NodeId from, RequestVote m, Context<KvMessage> context) {
    boolean isFree = vote.isEmpty() || vote.get().equals(from);
    boolean isGranted = m.term() == term && isFree && isUpToDate(m);
    if (isGranted) {
      if (vote.isEmpty()) {
        setBallot(term, Optional.of(from), context);
      }
      armElection(context);
    }
    context.send(from, new Vote(term, isGranted));
  }

  /// §5.4.1
  private boolean isUpToDate(RequestVote m) {
    return m.lastTerm() > log.lastTerm()
        || (m.lastTerm() == log.lastTerm() && m.lastIndex() >= log.lastIndex());
  }

  private void onVote(NodeId from, Vote m, Context<KvMessage> context) {
    if (role != Role.CANDIDATE || m.term() != term || !m.granted()) {
      return;
    }
    votes.add(from);
    if (votes.size() >= majority) {
      lead(context);
    }
  }

  private void lead(Context<KvMessage> context) {
    role = Role.LEADER;
    leader = Optional.of(self);
    for (NodeId other : others) {
      next.put(other, log.lastIndex() + 1);
      match.put(other, 0L);
      rounds.put(other, 0L);
    }
    round = 0;
    context.disarm(RaftTimer.ELECTION);
    store(log.lastIndex() + 1, new Entry(term, self, 0, new Operation.Get("")), context);
    firstOfTerm = log.lastIndex();
    onTimer(RaftTimer.HEARTBEAT, context);
  }

  private void follow(Context<KvMessage> context) {
    if (role == Role.LEADER) {
      context.disarm(RaftTimer.HEARTBEAT);
      armElection(context);
      reads.clear();
      watcher.leadershipLost();
    }
    role = Role.FOLLOWER;
  }

  private void armElection(Context<KvMessage> context) {
    context.arm(RaftTimer.ELECTION, ELECTION_MIN, ELECTION_MAX);
  }

  private void setBallot(long newTerm, Optional<NodeId> newVote, Context<KvMessage> context) {
    leader = newTerm == term ? leader : Optional.empty();
    term = newTerm;
    vote = newVote;
    context.persist(new Saved.Ballot(term, vote));
  }

  // Log, §5.3 and §5.4

  private void store(long index, Entry entry, Context<KvMessage> context) {
    log.put(index, entry);
    context.persist(new Saved.Line(index, entry));
  }

  /// Sends what the other server lacks, as far as is known; if it was never told of the entries, it
  /// will refuse the next message and say where it is.
  private void replicate(NodeId to, Context<KvMessage> context) {
    long previous = next.get(to) - 1;
    Saved.Snapshot snapshot = log.snapshot();
    if (previous < snapshot.index()) {
      context.send(to, new InstallSnapshot(term, round, snapshot));
      return;
    }
    context.send(
        to, new Append(term, round, previous, log.term(previous), log.after(previous), commit));
    next.put(to, log.lastIndex() + 1);
  }

  private void onAppend(NodeId from, Append m, Context<KvMessage> context) {
    if (m.term() < term) {
      context.send(from, new Refused(term, m.round(), m.previousIndex(), 0));
      return;
    }
    follow(context);
    leader = Optional.of(from);
    armElection(context);
    if (m.previousIndex() < log.snapshot().index()) {
      context.send(from, new Appended(term, m.round(), log.snapshot().index()));
      return;
    }
    if (log.term(m.previousIndex()) != m.previousTerm()) {
      context.send(
          from, new Refused(term, m.round(), m.previousIndex(), tryAfter(m.previousIndex())));
      return;
    }
    long index = m.previousIndex();
    for (Entry entry : m.entries()) {
      index++;
      if (log.term(index) != entry.term()) { // a conflict, or the end of the log
        store(index, entry, context);
      }
    }
    commit(Math.min(m.commit(), index), context);
    context.send(from, new Appended(term, m.round(), index));
  }

  /// The place before the term that conflicts, or the end of a log that is too short (§5.3).
  private long tryAfter(long previous) {
    return previous > log.lastIndex() ? log.lastIndex() : log.firstOfTerm(previous) - 1;
  }

  private void onAppended(NodeId from, Appended m, Context<KvMessage> context) {
    if (role != Role.LEADER || m.term() != term) {
      return;
    }
    match.merge(from, m.index(), Math::max);
    next.merge(from, m.index() + 1, Math::max);
    rounds.merge(from, m.round(), Math::max);
    commit(majorityMatch(), context);
    release();
  }

  /// The newest entry that a majority has, if it is of this term; otherwise nothing new (§5.4.2).
  private long majorityMatch() {
    List<Long> matches = new ArrayList<>(match.values());
    matches.add(log.lastIndex());
    matches.sort(null);
    long index = matches.get(matches.size() - majority);
    return index > commit && log.term(index) == term ? index : commit;
  }

  /// A refusal of what was confirmed since is old news.
  private void onRefused(NodeId from, Refused m, Context<KvMessage> context) {
    if (role != Role.LEADER || m.term() != term || m.previousIndex() <= match.get(from)) {
      return;
    }
    next.put(from, Math.max(match.get(from), m.tryAfter()) + 1);
    replicate(from, context);
  }

  private void commit(long index, Context<KvMessage> context) {
    commit = Math.max(commit, index);
    while (applied < commit) {
      applied++;
      Entry entry = log.entry(applied);
      if (entry.number() > 0) {
        store.apply(entry);
      }
      watcher.applied(applied, entry);
    }
    if (applied - log.snapshot().index() >= SNAPSHOT_AFTER) {
      compact(new Saved.Snapshot(applied, log.term(applied), store.state()), context);
    }
  }

  // Snapshots, §7

  private void compact(Saved.Snapshot snapshot, Context<KvMessage> context) {
    log.compact(snapshot);
    List<Saved> all = new ArrayList<>();
    all.add(new Saved.Ballot(term, vote));
    all.add(snapshot);
    long index = snapshot.index();
    for (Entry entry : log.after(index)) {
      index++;
      all.add(new Saved.Line(index, entry));
    }
    context.checkpoint(all, 0);
  }

  private void onInstallSnapshot(NodeId from, InstallSnapshot m, Context<KvMessage> context) {
    if (m.term() < term) {
      context.send(from, new Refused(term, m.round(), m.snapshot().index(), 0));
      return;
    }
    follow(context);
    leader = Optional.of(from);
    armElection(context);
    if (m.snapshot().index() > commit) {
      restore(m.snapshot());
      compact(m.snapshot(), context);
    }
    context.send(
        from,
        new Appended(term, m.round(), Math.max(m.snapshot().index(), log.snapshot().index())));
  }

  private void restore(Saved.Snapshot snapshot) {
    log.compact(snapshot);
    commit = snapshot.index();
    applied = snapshot.index();
    store.restore(snapshot.state());
  }
}
