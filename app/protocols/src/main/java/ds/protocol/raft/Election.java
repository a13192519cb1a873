package ds.protocol.raft;

import ds.core.Check;
import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftFact.BecameCandidate;
import ds.protocol.raft.RaftFact.BecameFollower;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.BecamePreCandidate;
import ds.protocol.raft.RaftFact.FollowedLeader;
import ds.protocol.raft.RaftFact.TransferAbandoned;
import ds.protocol.raft.RaftFact.TransferStarted;
import ds.protocol.raft.RaftFact.Voted;
import ds.protocol.raft.RaftMessage.Cause;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.TimeoutNow;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Journal;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftLog;
import ds.protocol.raft.log.RaftRecord.TermAndVote;
import ds.protocol.raft.log.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who leads (§5.2, §5.4.1; dissertation §3.10, §4.2.3, §9.6): term, vote and role of one server.
///
/// Two candidates can't both win a term: each needs a quorum, two quorums share a server, and a
/// server gives one vote in a term, which is on its disk before anyone learns of it.
final class Election {

  private final NodeId self;
  private final RaftSettings.Timing timing;
  private final RaftLog log;
  private final Journal journal;

  // Durable.
  private TermAndVote durable = TermAndVote.NONE;

  // Volatile.
  private Role role = Role.FOLLOWER;
  private Optional<NodeId> leader = Optional.empty();

  /// Whether the shortest election timeout has not passed yet since a leader was heard, or since a
  /// restart. As long as it lasts, we help nobody to replace that leader; our own timeout may end
  /// later.
  private boolean patient;

  // Candidates only.
  private final List<NodeId> votes = new ArrayList<>();

  // Leader only.
  private Optional<NodeId> successor = Optional.empty();
  private boolean handedOver;

  Election(NodeId self, RaftSettings.Timing timing, RaftLog log, Journal journal) {
    this.self = self;
    this.timing = timing;
    this.log = log;
    this.journal = journal;
  }

  NodeId self() {
    return self;
  }

  Term term() {
    return durable.term();
  }

  TermAndVote durable() {
    return durable;
  }

  Role role() {
    return role;
  }

  boolean isLeader() {
    return role == Role.LEADER;
  }

  Optional<NodeId> leader() {
    return leader;
  }

  /// Goes on from what this server had promised before it stopped.
  void start(TermAndVote recovered, Context<RaftMessage> context) {
    durable = recovered;
    // It may have answered a leader just before the crash, and that leader may count on its
    // patience.
    if (!recovered.equals(TermAndVote.NONE)) {
      bePatient(context);
    }
    armElectionTimer(context);
  }

  private void bePatient(Context<RaftMessage> context) {
    patient = true;
    context.arm(RaftTimer.PATIENCE, timing.electionMin(), timing.electionMin());
  }

  void onPatienceEnd() {
    patient = false;
  }

  private void endPatience(Context<RaftMessage> context) {
    if (patient) {
      patient = false;
      context.disarm(RaftTimer.PATIENCE);
    }
  }

  private void armElectionTimer(Context<RaftMessage> context) {
    context.arm(RaftTimer.ELECTION, timing.electionMin(), timing.electionMax());
  }

  /// "If RPC request or response contains term T > currentTerm: set currentTerm = T, convert to
  /// follower" (figure 2).
  void observe(Term other, Context<RaftMessage> context) {
    if (other.isAfter(term())) {
      durable = new TermAndVote(other, Optional.empty());
      journal.persist(durable, context);
      becomeFollower(context);
    }
  }

  /// Also how a leader resigns within its term. It ends no loyalty: the old leader may not have
  /// heard of the newer term, and count on us.
  void becomeFollower(Context<RaftMessage> context) {
    if (role == Role.LEADER) {
      armElectionTimer(context);
    }
    role = Role.FOLLOWER;
    leader = Optional.empty();
    votes.clear();
    successor = Optional.empty();
    context.report(new BecameFollower(term()));
  }

  /// Accepts the sender of a message that only a leader sends, and waits for it anew.
  void follow(NodeId sender, Context<RaftMessage> context) {
    Check.that(role != Role.LEADER, "a term has at most one leader");
    if (!leader.equals(Optional.of(sender))) {
      Check.that(leader.isEmpty(), "a term has at most one leader");
      role = Role.FOLLOWER;
      leader = Optional.of(sender);
      votes.clear();
      context.report(new FollowedLeader(term(), sender));
    }
    bePatient(context);
    armElectionTimer(context);
  }

  /// No leader was heard for an election timeout, or no candidate has won in one.
  ///
  /// Who was removed by an entry that may not be committed still runs: it may be the only one whose
  /// log is long enough to win (dissertation §4.2.2).
  void onElectionTimeout(Context<RaftMessage> context) {
    Check.that(role != Role.LEADER, "a leader waits for no leader");
    endPatience(context);
    leader = Optional.empty();
    if (!log.isPossibleVoter(self)) {
      return;
    }
    role = Role.PRE_CANDIDATE;
    votes.clear();
    context.report(new BecamePreCandidate(term()));
    armElectionTimer(context);
    sendToOtherVoters(new PreVote(term().next(), log.last()), context);
    context.send(self, new PreVoteGranted(term().next()));
  }

  private void sendToOtherVoters(RaftMessage message, Context<RaftMessage> context) {
    for (NodeId member : log.membership().members()) {
      if (!member.equals(self) && log.membership().isVoter(member)) {
        context.send(member, message);
      }
    }
  }

  void onPreVote(NodeId from, PreVote m, Context<RaftMessage> context) {
    if (isLoyal()) {
      return;
    }
    if (!m.term().isAfter(term())) { // its own term is one less, so it lags and must learn of ours
      context.send(from, new Stale(term()));
    } else if (isUpToDate(m.last())) {
      context.send(from, new PreVoteGranted(m.term()));
    }
  }

  /// A server that hears from a leader, or is one, takes no part in replacing it. So a server that
  /// was removed or cut off can't disturb (§6), and a leader's lease is safe (dissertation §6.4.1).
  private boolean isLoyal() {
    return role == Role.LEADER || patient;
  }

  private boolean isUpToDate(Position candidates) {
    return candidates.isAtLeastAsUpToDateAs(log.last()); // §5.4.1
  }

  void onPreVoteGranted(NodeId from, PreVoteGranted m, Context<RaftMessage> context) {
    if (role != Role.PRE_CANDIDATE || !m.term().equals(term().next())) {
      return;
    }
    if (isElectedBy(from)) {
      campaign(Cause.TIMEOUT, context);
    }
  }

  private boolean isElectedBy(NodeId voter) {
    if (!votes.contains(voter)) {
      votes.add(voter);
    }
    return log.membership().isQuorum(votes);
  }

  /// "Increment currentTerm, vote for self, reset election timer, send RequestVote RPCs to all
  /// other servers" (figure 2). The own vote counts when it is durable, as others' do: it is a
  /// message to oneself.
  private void campaign(Cause cause, Context<RaftMessage> context) {
    durable = new TermAndVote(term().next(), Optional.of(self));
    journal.persist(durable, context);
    role = Role.CANDIDATE;
    leader = Optional.empty();
    votes.clear();
    context.report(new BecameCandidate(term()));
    armElectionTimer(context);
    sendToOtherVoters(new RequestVote(term(), log.last(), cause), context);
    context.send(self, new VoteGranted(term()));
  }

  /// Whether a request for votes is to be treated as if it had never arrived: not even its term
  /// counts, as it would unseat the leader.
  boolean disregards(RequestVote m) {
    return m.cause() != Cause.TRANSFER && isLoyal();
  }

  void onRequestVote(NodeId from, RequestVote m, Context<RaftMessage> context) {
    if (term().isAfter(m.term())) {
      context.send(from, new Stale(term()));
      return;
    }
    if (canVoteFor(from) && isUpToDate(m.last())) {
      voteFor(from, context);
      armElectionTimer(context);
      context.send(from, new VoteGranted(term()));
    }
  }

  /// "votedFor is null or candidateId" (figure 2).
  private boolean canVoteFor(NodeId candidate) {
    return durable.vote().isEmpty() || durable.vote().get().equals(candidate);
  }

  private void voteFor(NodeId candidate, Context<RaftMessage> context) {
    if (durable.vote().isEmpty()) {
      durable = new TermAndVote(term(), Optional.of(candidate));
      journal.persist(durable, context);
      context.report(new Voted(term(), candidate));
    }
  }

  /// Counts a vote.
  ///
  /// @return whether it makes this server the leader
  boolean onVoteGranted(NodeId from, VoteGranted m, Context<RaftMessage> context) {
    if (role != Role.CANDIDATE || !m.term().equals(term()) || !isElectedBy(from)) {
      return false;
    }
    role = Role.LEADER;
    leader = Optional.of(self);
    votes.clear();
    handedOver = false;
    context.disarm(RaftTimer.ELECTION);
    context.report(new BecameLeader(term()));
    return true;
  }

  /// To whom this leader is handing over; until that ends it accepts no commands.
  Optional<NodeId> successor() {
    return successor;
  }

  void nameSuccessor(NodeId target, Context<RaftMessage> context) {
    Check.that(isLeader() && successor.isEmpty(), "a leader hands over to one server at a time");
    successor = Optional.of(target);
    context.report(new TransferStarted(target));
    context.arm(RaftTimer.TRANSFER, timing.electionMax(), timing.electionMax());
  }

  /// The successor has the whole log: nothing is lost if it leads.
  void handOver(Context<RaftMessage> context) {
    context.send(successor.orElseThrow(), new TimeoutNow(term()));
    handedOver = true;
  }

  /// Whether a candidate may be about in this term before which nobody protects this leader. The
  /// message that makes one may arrive long after the transfer was abandoned.
  boolean hasHandedOver() {
    return handedOver;
  }

  void abandonTransfer(Context<RaftMessage> context) {
    context.report(new TransferAbandoned(successor.orElseThrow()));
    successor = Optional.empty();
  }

  void onTimeoutNow(TimeoutNow m, Context<RaftMessage> context) {
    if (m.term().equals(term()) && role != Role.LEADER && log.isPossibleVoter(self)) {
      campaign(Cause.TRANSFER, context);
    }
  }
}
