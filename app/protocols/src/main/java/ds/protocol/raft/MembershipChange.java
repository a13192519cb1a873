package ds.protocol.raft;

import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.Refused;
import ds.protocol.raft.log.Entry.Configuration;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Membership.Change;
import ds.protocol.raft.log.RaftLog;
import java.util.List;
import java.util.Optional;

/// How a cluster gets other members while it works (§6; dissertation, chapter 4).
///
/// A membership is an entry, and is in effect on each server from the moment its log holds it. So
/// two memberships are in use at a time. That is safe as long as any quorum of the one meets any
/// quorum of the other, and as there are never three: a change waits until the last one is
/// committed.
final class MembershipChange {

  private final NodeId self;
  private final RaftSettings.Limits limits;
  private final RaftLog log;
  private final Election election;
  private final Replication replication;

  MembershipChange(
      RaftSettings.Limits limits, RaftLog log, Election election, Replication replication) {
    this.self = election.self();
    this.limits = limits;
    this.log = log;
    this.election = election;
    this.replication = replication;
  }

  /// A leader is asked for a change.
  Answer request(Change change, Context<RaftMessage> context) {
    Optional<String> objection = objectionNow().or(() -> objectionTo(change));
    if (objection.isPresent()) {
      return new Refused(objection.get());
    }
    return append(log.membership().after(change), context);
  }

  private Accepted append(Membership membership, Context<RaftMessage> context) {
    long index = replication.append(new Configuration(membership), context);
    return new Accepted(new LogIndex(index), election.term());
  }

  /// What speaks against any change at this time.
  private Optional<String> objectionNow() {
    if (!hasCommittedInTerm()) {
      return Optional.of("the leader has not committed an entry of its term yet");
    }
    if (log.membershipIndex() > log.commit()) {
      return Optional.of("the last change is not committed yet");
    }
    if (election.successor().isPresent()) {
      return Optional.of("leadership is being handed over");
    }
    return Optional.empty();
  }

  /// Without this, two leaders in turn could change the same membership by one server each, and the
  /// results need not overlap: the first one's change may be held by a minority, which the second
  /// doesn't know of. By its own committed entry the second outvotes it for good. (Ongaro's note to
  /// the raft-dev list of 2015-07-10, on dissertation §4.1.)
  private boolean hasCommittedInTerm() {
    return log.termAt(log.commit()).equals(election.term());
  }

  private Optional<String> objectionTo(Change change) {
    return log.membership()
        .objectionTo(change)
        .or(() ->
            switch (change) {
              case Change.AddLearner _, Change.Remove _ -> Optional.empty();
              case Change.Promote(var learner) ->
                  replication.hasAnswered(learner)
                      ? objectionToVotesOf(List.of(learner))
                      : Optional.of(learner + " has not answered yet");
              case Change.Replace(var voters) -> objectionToVotesOf(voters);
            });
  }

  /// A voter that lacks most of the log would delay commitment until it has it (dissertation
  /// §4.2.1).
  private Optional<String> objectionToVotesOf(List<NodeId> servers) {
    for (NodeId server : servers) {
      if (!log.membership().isVoter(server) && replication.lagOf(server) > limits.learnerLagMax()) {
        return Optional.of(server + " has not caught up yet");
      }
    }
    return Optional.empty();
  }

  /// "Once C_old,new has been committed […] it is now safe for the leader to create a log entry
  /// describing C_new" (§6). A new leader goes on with what its predecessor began.
  void leaveJoint(Context<RaftMessage> context) {
    if (log.membership().isJoint() && isCommitted()) {
      append(log.membership().afterLeavingJoint(), context);
    }
  }

  private boolean isCommitted() {
    return log.membershipIndex() <= log.commit() && hasCommittedInTerm();
  }

  /// "The leader steps down once it has committed the C_new log entry" if it is not in it (§6).
  /// Until then it manages a cluster that it is no part of, and counts itself in no majority.
  boolean isToResign() {
    return !log.membership().isVoter(self) && isCommitted();
  }
}
