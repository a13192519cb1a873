package raft;

import static ds.core.Context.MILLISECOND;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.exercise.raft.RaftFact.Applied;
import ds.exercise.raft.RaftFact.BecameLeader;
import ds.exercise.raft.RaftFact.Restored;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.Accepted;
import ds.exercise.raft.RaftMessage.NotLeader;
import ds.exercise.raft.RaftMessage.Propose;
import ds.exercise.raft.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import raft.RaftPeer.Append;
import raft.RaftPeer.Appended;
import raft.RaftPeer.InstallSnapshot;
import raft.RaftPeer.Refused;
import raft.RaftPeer.RequestVote;
import raft.RaftPeer.Vote;

/// A server of a Raft cluster, after figure 2 of the paper.
public final class RaftServer implements Node<RaftMessage> {

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
  private static final int SNAPSHOT_AFTER = 50;

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
  private Tally tally = Tally.NONE;

  // Volatile on candidates and leaders
  private final Set<NodeId> votes = new TreeSet<>();
  private final Map<NodeId, Long> next = new TreeMap<>();
  private final Map<NodeId, Long> match = new TreeMap<>();

  public RaftServer(NodeId self, List<NodeId> servers) {
    this.self = self;
    this.others = servers.stream().filter(it -> !it.equals(self)).toList();
    this.majority = servers.size() / 2 + 1;
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context);
      case TimerFired(var timer) -> onTimer((RaftTimer) timer, context);
      case Received(var from, Propose m) -> onPropose(from, m, context);
      case Received(var from, RaftPeer m) -> onPeer(from, m, context);
      case Received(_, _) -> {} // clients' answers
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered, Context<RaftMessage> context) {
    for (Durable record : recovered) {
      switch ((Saved) record) {
        case Saved.Ballot ballot -> {
          term = ballot.term();
          vote = ballot.vote();
        }
        case Saved.Line(long index, Entry entry) -> log.put(index, entry);
        case Saved.Snapshot snapshot -> restore(snapshot, context);
      }
    }
    armElection(context);
  }

  private void onTimer(RaftTimer timer, Context<RaftMessage> context) {
    switch (timer) {
      case ELECTION -> campaign(context);
      case HEARTBEAT -> {
        others.forEach(it -> replicate(it, context));
        context.arm(RaftTimer.HEARTBEAT, HEARTBEAT, HEARTBEAT);
      }
    }
  }

  /// Rules for all servers: a newer term ends whatever this server was (§5.1).
  private void onPeer(NodeId from, RaftPeer message, Context<RaftMessage> context) {
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

  private void campaign(Context<RaftMessage> context) {
    role = Role.CANDIDATE;
    setBallot(term + 1, Optional.of(self), context);
    votes.clear();
    votes.add(self);
    var request = new RequestVote(term, log.lastIndex(), log.lastTerm());
    others.forEach(it -> context.send(it, request));
    armElection(context);
  }

  private void onRequestVote(NodeId from, RequestVote m, Context<RaftMessage> context) {
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

  private void onVote(NodeId from, Vote m, Context<RaftMessage> context) {
    if (role != Role.CANDIDATE || m.term() != term || !m.granted()) {
      return;
    }
    votes.add(from);
    if (votes.size() >= majority) {
      lead(context);
    }
  }

  private void lead(Context<RaftMessage> context) {
    role = Role.LEADER;
    context.report(new BecameLeader(term));
    for (NodeId other : others) {
      next.put(other, log.lastIndex() + 1);
      match.put(other, 0L);
    }
    context.disarm(RaftTimer.ELECTION);
    onTimer(RaftTimer.HEARTBEAT, context);
  }

  private void follow(Context<RaftMessage> context) {
    if (role == Role.LEADER) {
      context.disarm(RaftTimer.HEARTBEAT);
      armElection(context);
    }
    role = Role.FOLLOWER;
  }

  private void armElection(Context<RaftMessage> context) {
    context.arm(RaftTimer.ELECTION, ELECTION_MIN, ELECTION_MAX);
  }

  private void setBallot(long newTerm, Optional<NodeId> newVote, Context<RaftMessage> context) {
    term = newTerm;
    vote = newVote;
    context.persist(new Saved.Ballot(term, vote));
  }

  // Log, §5.3 and §5.4

  private void onPropose(NodeId from, Propose m, Context<RaftMessage> context) {
    if (role != Role.LEADER) {
      context.send(from, new NotLeader(m.id()));
      return;
    }
    store(log.lastIndex() + 1, new Entry(term, m.command()), context);
    context.send(from, new Accepted(m.id(), log.lastIndex(), term));
    others.forEach(it -> replicate(it, context));
  }

  private void store(long index, Entry entry, Context<RaftMessage> context) {
    log.put(index, entry);
    context.persist(new Saved.Line(index, entry));
  }

  /// Sends what the other server lacks, as far as is known; if it was never told of the entries, it
  /// will refuse the next message and say where it is.
  private void replicate(NodeId to, Context<RaftMessage> context) {
    long previous = next.get(to) - 1;
    Saved.Snapshot snapshot = log.snapshot();
    if (previous < snapshot.index()) {
      context.send(
          to, new InstallSnapshot(term, snapshot.index(), snapshot.term(), snapshot.tally()));
      return;
    }
    context.send(to, new Append(term, previous, log.term(previous), log.after(previous), commit));
    next.put(to, log.lastIndex() + 1);
  }

  private void onAppend(NodeId from, Append m, Context<RaftMessage> context) {
    if (m.term() < term) {
      context.send(from, new Refused(term, m.previousIndex(), 0));
      return;
    }
    follow(context);
    armElection(context);
    if (m.previousIndex() < log.snapshot().index()) {
      context.send(from, new Appended(term, log.snapshot().index()));
      return;
    }
    if (log.term(m.previousIndex()) != m.previousTerm()) {
      context.send(from, new Refused(term, m.previousIndex(), tryAfter(m.previousIndex())));
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
    context.send(from, new Appended(term, index));
  }

  /// The place before the term that conflicts, or the end of a log that is too short (§5.3).
  private long tryAfter(long previous) {
    return previous > log.lastIndex() ? log.lastIndex() : log.firstOfTerm(previous) - 1;
  }

  private void onAppended(NodeId from, Appended m, Context<RaftMessage> context) {
    if (role != Role.LEADER || m.term() != term) {
      return;
    }
    match.merge(from, m.index(), Math::max);
    next.merge(from, m.index() + 1, Math::max);
    commit(majorityMatch(), context);
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
  private void onRefused(NodeId from, Refused m, Context<RaftMessage> context) {
    if (role != Role.LEADER || m.term() != term || m.previousIndex() <= match.get(from)) {
      return;
    }
    next.put(from, Math.max(match.get(from), m.tryAfter()) + 1);
    replicate(from, context);
  }

  private void commit(long index, Context<RaftMessage> context) {
    commit = Math.max(commit, index);
    while (applied < commit) {
      applied++;
      String command = log.entry(applied).command();
      tally = tally.apply(command);
      context.report(new Applied(applied, command));
    }
    if (applied - log.snapshot().index() >= SNAPSHOT_AFTER) {
      compact(new Saved.Snapshot(applied, log.term(applied), tally), context);
    }
  }

  // Snapshots, §7

  private void compact(Saved.Snapshot snapshot, Context<RaftMessage> context) {
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

  private void onInstallSnapshot(NodeId from, InstallSnapshot m, Context<RaftMessage> context) {
    if (m.term() < term) {
      context.send(from, new Refused(term, m.index(), 0));
      return;
    }
    follow(context);
    armElection(context);
    if (m.index() > commit) {
      var snapshot = new Saved.Snapshot(m.index(), m.indexTerm(), m.tally());
      restore(snapshot, context);
      compact(snapshot, context);
    }
    context.send(from, new Appended(term, Math.max(m.index(), log.snapshot().index())));
  }

  private void restore(Saved.Snapshot snapshot, Context<RaftMessage> context) {
    log.compact(snapshot);
    commit = snapshot.index();
    applied = snapshot.index();
    tally = snapshot.tally();
    context.report(new Restored(applied, tally));
  }
}
