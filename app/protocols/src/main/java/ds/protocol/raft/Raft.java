package ds.protocol.raft;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftMessage.Answered;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ApplyNext;
import ds.protocol.raft.RaftMessage.ChangeMembership;
import ds.protocol.raft.RaftMessage.ChunkReceived;
import ds.protocol.raft.RaftMessage.Conflicting;
import ds.protocol.raft.RaftMessage.InstallSnapshot;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.Propose;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.Stored;
import ds.protocol.raft.RaftMessage.TimeoutNow;
import ds.protocol.raft.RaftMessage.TransferLeadership;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Proposal;
import ds.protocol.raft.log.Answer.Refused;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.Journal;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.RaftLog;
import ds.protocol.raft.log.Term;
import java.util.List;
import java.util.Optional;

/// One server of a Raft cluster: the part of each message in the conversation of [RaftMessage].
///
/// What a message does to *who leads*, *what the log holds* and so on is decided in the class that
/// owns that state: [Election], [Replication], [Snapshots], [MembershipChange] and [Reads]. Here
/// stands what they do to each other: first the terms are compared, then the owner acts, then what
/// became committed is applied.
///
/// A node that lives with an [Application] calls [#propose] and the like in its own step.
public final class Raft implements Node<RaftMessage> {

  /// The states of figure 4, and one that asks first whether it could win.
  public enum Role {
    FOLLOWER,
    PRE_CANDIDATE,
    CANDIDATE,
    LEADER
  }

  private final RaftSettings settings;
  private final Application application;
  private final Journal journal = new Journal();
  private final RaftLog log;
  private final Election election;
  private final Snapshots snapshots;
  private final Replication replication;
  private final MembershipChange membershipChange;
  private final Reads reads;

  /// Whether a message to ourselves is under way that lets us apply more.
  private boolean applyNextSent;

  /// A server that was never started.
  ///
  /// @param bootstrap the membership with which the cluster begins, the same on each of its first
  ///   servers; a server that is added later begins with [Membership#NONE]
  /// @param application new, as it was before any command
  public Raft(NodeId self, Membership bootstrap, RaftSettings settings, Application application) {
    this.settings = settings;
    this.application = application;
    this.log = new RaftLog(bootstrap);
    this.election = new Election(self, settings.timing(), log, journal);
    this.snapshots = new Snapshots(settings.compaction(), log, journal, election, application);
    this.replication = new Replication(settings.limits(), log, journal, election, snapshots);
    this.membershipChange = new MembershipChange(settings.limits(), log, election, replication);
    this.reads = new Reads(settings, log, election, replication, application);
  }

  @Override
  public void on(Event<RaftMessage> event, Context<RaftMessage> context) {
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context);
      case TimerFired(var timer) -> onTimer((RaftTimer) timer, context);
      case Received(var from, PreVote m) -> election.onPreVote(from, m, context);
      case Received(var from, PreVoteGranted m) -> election.onPreVoteGranted(from, m, context);
      case Received(var from, RequestVote m) -> onRequestVote(from, m, context);
      case Received(var from, VoteGranted m) -> onVoteGranted(from, m, context);
      case Received(var from, AppendEntries m) -> onAppendEntries(from, m, context);
      case Received(var from, Matched m) -> onMatched(from, m, context);
      case Received(var from, Conflicting m) -> onConflicting(from, m, context);
      case Received(var _, Stored m) -> onStored(m, context);
      case Received(var from, InstallSnapshot m) -> onInstallSnapshot(from, m, context);
      case Received(var from, ChunkReceived m) -> onChunkReceived(from, m, context);
      case Received(var _, TimeoutNow m) -> onTimeoutNow(m, context);
      case Received(var _, Stale m) -> observe(m.term(), context);
      case Received(var _, ApplyNext _) -> onApplyNext(context);
      case Received(var from, Propose(var command)) ->
          context.send(from, new Answered(propose(command, context)));
      case Received(var from, ChangeMembership(var change)) ->
          context.send(from, new Answered(changeMembership(change, context)));
      case Received(var from, TransferLeadership(var target)) ->
          context.send(from, new Answered(transferLeadership(target, context)));
      case Received(var _, Answered _) -> {} // for a client that has been here before
    }
  }

  private void onStarted(Iterable<? extends Durable> recovered, Context<RaftMessage> context) {
    var termAndVote = journal.recover(recovered, log, application);
    snapshots.startAfterRecovery();
    election.start(termAndVote, context);
  }

  private void onTimer(RaftTimer timer, Context<RaftMessage> context) {
    switch (timer) {
      case ELECTION -> election.onElectionTimeout(context);
      case PATIENCE -> election.onPatienceEnd();
      case HEARTBEAT -> reads.onHeartbeat(context);
      case QUORUM -> onQuorumTimeout(context);
      case TRANSFER -> election.abandonTransfer(context);
    }
  }

  /// A leader that reaches no quorum resigns: a newer one may serve the others, and clients would
  /// wait here in vain (dissertation §6.2).
  private void onQuorumTimeout(Context<RaftMessage> context) {
    if (replication.takeQuorumHeard()) {
      armQuorumTimeout(context);
    } else {
      resign(context);
    }
  }

  private void armQuorumTimeout(Context<RaftMessage> context) {
    context.arm(RaftTimer.QUORUM, settings.timing().electionMax(), settings.timing().electionMax());
  }

  /// Every message's term is compared with ours before anything else is done with it (§5.1).
  private void observe(Term term, Context<RaftMessage> context) {
    boolean led = election.isLeader();
    election.observe(term, context);
    if (led && !election.isLeader()) {
      stopLeading(context);
    }
  }

  private void resign(Context<RaftMessage> context) {
    election.becomeFollower(context);
    stopLeading(context);
  }

  private void startLeading(Context<RaftMessage> context) {
    replication.startLeading(context);
    reads.startLeading(context);
    armQuorumTimeout(context);
  }

  private void stopLeading(Context<RaftMessage> context) {
    context.disarm(RaftTimer.HEARTBEAT);
    context.disarm(RaftTimer.QUORUM);
    context.disarm(RaftTimer.TRANSFER);
    snapshots.stopLeading();
    reads.stopLeading();
    application.leadershipLost();
  }

  private void onRequestVote(NodeId from, RequestVote m, Context<RaftMessage> context) {
    if (election.disregards(m)) {
      return;
    }
    observe(m.term(), context);
    election.onRequestVote(from, m, context);
  }

  private void onVoteGranted(NodeId from, VoteGranted m, Context<RaftMessage> context) {
    if (election.onVoteGranted(from, m, context)) {
      startLeading(context);
    }
  }

  private void onAppendEntries(NodeId from, AppendEntries m, Context<RaftMessage> context) {
    if (isOver(m.term(), from, context)) {
      return;
    }
    observe(m.term(), context);
    election.follow(from, context);
    replication.onAppendEntries(from, m, context);
    apply(context);
  }

  /// "Reply false if term < currentTerm" (figure 2): then the sender knows that it leads no more.
  private boolean isOver(Term term, NodeId from, Context<RaftMessage> context) {
    if (election.term().isAfter(term)) {
      context.send(from, new Stale(election.term()));
      return true;
    }
    return false;
  }

  private void onMatched(NodeId from, Matched m, Context<RaftMessage> context) {
    if (isForThisLeader(m.term())) {
      replication.onMatched(from, m, context);
      apply(context);
      reads.onAnswer(context);
      continueTransfer(context);
    }
  }

  /// An answer to another term's leader, even if that was this server, says nothing any more.
  private boolean isForThisLeader(Term term) {
    return election.isLeader() && election.term().equals(term);
  }

  private void onConflicting(NodeId from, Conflicting m, Context<RaftMessage> context) {
    if (isForThisLeader(m.term())) {
      replication.onConflicting(from, m, context);
      reads.onAnswer(context);
    }
  }

  private void onStored(Stored m, Context<RaftMessage> context) {
    if (isForThisLeader(m.term())) {
      replication.onStored(m, context);
      apply(context);
    }
  }

  private void onInstallSnapshot(NodeId from, InstallSnapshot m, Context<RaftMessage> context) {
    if (isOver(m.term(), from, context)) {
      return;
    }
    observe(m.term(), context);
    election.follow(from, context);
    snapshots.onInstallSnapshot(from, m, context);
  }

  private void onChunkReceived(NodeId from, ChunkReceived m, Context<RaftMessage> context) {
    if (isForThisLeader(m.term())) {
      replication.onChunkReceived(from, m, context);
      reads.onAnswer(context);
    }
  }

  private void onTimeoutNow(TimeoutNow m, Context<RaftMessage> context) {
    observe(m.term(), context);
    election.onTimeoutNow(m, context);
  }

  private void onApplyNext(Context<RaftMessage> context) {
    applyNextSent = false;
    apply(context);
  }

  /// "If commitIndex > lastApplied: increment lastApplied, apply log[lastApplied] to state machine"
  /// (figure 2).
  private void apply(Context<RaftMessage> context) {
    int count = 0;
    while (log.applied() < log.commit() && count < settings.limits().applyMax()) {
      apply(log.takeCommitted(), context);
      count++;
    }
    if (log.applied() < log.commit() && !applyNextSent) {
      applyNextSent = true;
      context.send(context.self(), new ApplyNext());
    }
    if (count > 0) {
      reads.release(context);
      snapshots.takeIfDue(context);
      finishMembershipChange(context);
    }
  }

  private void apply(Entry entry, Context<RaftMessage> context) {
    LogIndex index = new LogIndex(log.applied());
    switch (entry.command()) {
      case Entry.NoOp _, Entry.Configuration _ -> {} // Raft's own
      case Command command -> application.apply(index, entry.term(), command);
    }
    context.report(new Applied(index, entry.term(), entry.command()));
    snapshots.applied(entry.size());
  }

  private void finishMembershipChange(Context<RaftMessage> context) {
    if (election.isLeader()) {
      membershipChange.leaveJoint(context);
    }
    if (election.isLeader() && membershipChange.isToResign()) {
      resign(context);
    }
  }

  private void continueTransfer(Context<RaftMessage> context) {
    if (election.successor().filter(it -> replication.lagOf(it) == 0).isPresent()) {
      election.handOver(context);
    }
  }

  /// [#propose(List,Context)] of a single command.
  public Proposal propose(Command command, Context<RaftMessage> context) {
    return propose(List.of(command), context);
  }

  /// Asks for commands to be replicated, with one write and one message to each follower. If they
  /// are accepted and this server goes on leading, the application will be told to apply them.
  public Proposal propose(List<? extends Command> commands, Context<RaftMessage> context) {
    if (!election.isLeader()) {
      return new NotLeader(election.leader());
    }
    if (election.successor().isPresent()) {
      return new NotLeader(election.successor());
    }
    if (replication.isFull(commands)) {
      return new Answer.Overloaded();
    }
    return new Accepted(new LogIndex(replication.append(commands, context)), election.term());
  }

  /// Asks to read the application's state. If it is accepted and this server goes on leading, then
  /// [Application#readable] is called with the ticket, perhaps before this returns.
  public Proposal read(long ticket, Context<RaftMessage> context) {
    if (!election.isLeader()) {
      return new NotLeader(election.leader());
    }
    if (reads.isFull()) {
      return new Answer.Overloaded();
    }
    return new Accepted(new LogIndex(reads.take(ticket, context)), election.term());
  }

  /// Asks for another membership. The change is done when its last entry is committed.
  public Answer changeMembership(Membership.Change change, Context<RaftMessage> context) {
    if (!election.isLeader()) {
      return new NotLeader(election.leader());
    }
    return membershipChange.request(change, context);
  }

  /// Asks the leader to make way for another voter (dissertation §3.10). It accepts no commands
  /// until that is done or has taken too long.
  public Answer transferLeadership(NodeId target, Context<RaftMessage> context) {
    if (!election.isLeader()) {
      return new NotLeader(election.leader());
    }
    if (target.equals(context.self()) || !log.membership().isVoter(target)) {
      return new Refused(target + " is no other voter");
    }
    if (election.successor().isPresent()) {
      return new Refused("leadership is being handed over already");
    }
    election.nameSuccessor(target, context);
    continueTransfer(context);
    return new Accepted(lastIndex(), election.term());
  }

  public Role role() {
    return election.role();
  }

  public Term term() {
    return election.term();
  }

  /// Who leads the present term, as far as this server knows.
  public Optional<NodeId> leader() {
    return election.leader();
  }

  public Membership membership() {
    return log.membership();
  }

  public LogIndex lastIndex() {
    return new LogIndex(log.lastIndex());
  }

  public LogIndex commitIndex() {
    return new LogIndex(log.commit());
  }

  public LogIndex lastApplied() {
    return new LogIndex(log.applied());
  }

  /// The term of the last entry that was applied, be it the application's or Raft's own.
  public Term lastAppliedTerm() {
    return log.termAt(log.applied());
  }
}
