package ds.system.kv.member;

import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Overloaded;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership.Change;
import ds.protocol.raft.log.Term;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Answer.Refusal;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.member.Desk.Asker;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.roster.Roster;
import ds.system.kv.roster.RosterCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Who joins and leaves, as the leader sees to it.
///
/// The members' votes are in the Raft's own entries, their addresses in the [Roster]. The leader
/// appends the entry for the roster right behind the other, so when it is carried out, both are
/// committed. If only the first survives a crash, the next leader ends what was begun.
///
/// A vote counts from the moment its entry is in the log, committed or not. So whether a change may
/// be made cannot be left until it is carried out, when its vote has counted for long: it must be
/// clear when it is appended. Nobody but the leader appends, and it decides about one change at a
/// time, when it has carried out all that its log says about members. A request that comes earlier
/// waits: in the log as in time, each decision stands behind what it rests upon.
final class MemberDesk {

  /// An operator asks one thing after the other, and a member publishes itself once.
  private static final int WISHES_MAX = 100;

  private final Raft raft;
  private final Roster roster;
  private final Writes writes;
  private final Desk desk;
  private final List<ClusterMember> bootstrap;

  /// In the order of their arrival.
  private final Deque<Wish> wishes = new ArrayDeque<>();

  // Where the last entry about members was put by this one, as the leader of which term.
  private LogIndex last = LogIndex.NONE;
  private Term lastIn = Term.NONE;

  /// In the order of their arrival, too.
  private final List<Move> moves = new ArrayList<>();

  /// A change that somebody waits for.
  private record Wish(Asker asker, MemberRequest request, long until) {}

  /// Somebody waits for another member to lead.
  private record Move(Asker asker, NodeId successor, long until, boolean isBegun) {

    Move(Asker asker, NodeId successor, long until) {
      this(asker, successor, until, false);
    }

    Move begun() {
      return new Move(asker, successor, until, true);
    }
  }

  /// @param bootstrap the members with which the cluster began, if this is one of them
  MemberDesk(Raft raft, Roster roster, Writes writes, Desk desk, List<ClusterMember> bootstrap) {
    this.raft = raft;
    this.roster = roster;
    this.writes = writes;
    this.desk = desk;
    this.bootstrap = bootstrap;
  }

  /// Everyone, as far as this member has applied the log.
  Answer.Members members() {
    var membership = raft.membership();
    List<ClusterMember> members =
        roster.members().stream().filter(it -> membership.contains(it.node())).toList();
    List<Long> learners = membership.learners().stream().map(ClusterMember::id).toList();
    return new Answer.Members(members, learners);
  }

  /// A leader is asked for a change.
  void take(Asker asker, MemberRequest request) {
    if (wishes.size() < WISHES_MAX) {
      wishes.add(new Wish(asker, request, desk.until()));
    } else {
      desk.fail(asker, CallError.OVERLOADED);
    }
  }

  /// Answers what can be answered by now.
  void advance(Context<MemberMessage> context, Context<RaftMessage> inner) {
    if (raft.role() != Raft.Role.LEADER) {
      wishes.forEach(wish -> desk.fail(wish.asker(), CallError.LEADER_CHANGED));
      wishes.clear();
    }
    while (!wishes.isEmpty() && isUpToDate()) {
      Wish wish = wishes.remove();
      if (!desk.isOver(wish.until())) { // or its client was told so
        decide(wish, context, inner);
      }
    }
    answerMoves();
  }

  /// Whether a leader has carried out all that its log says about members. What others have put
  /// there stands before its own first entry (§8).
  private boolean isUpToDate() {
    Term term = raft.term();
    return raft.lastAppliedTerm().equals(term)
        && (!lastIn.equals(term) || raft.lastApplied().compareTo(last) >= 0);
  }

  private void decide(Wish wish, Context<MemberMessage> context, Context<RaftMessage> inner) {
    Optional<Answer> objection = objectionTo(wish.request());
    if (objection.isPresent()) {
      desk.reply(wish.asker(), objection.get());
      return;
    }
    if (!bootstrap.isEmpty()) { // a leader that is none of them finds it in its log
      propose(Asker.NOBODY, new RosterCommand.Found(bootstrap), context, inner);
    }
    carryOut(wish.asker(), wish.request(), context, inner);
  }

  private void propose(
      Asker asker,
      RosterCommand command,
      Context<MemberMessage> context,
      Context<RaftMessage> inner) {
    writes.propose(List.of(writes.expect(asker, command)), context, inner);
    appended();
  }

  private void appended() {
    last = raft.lastIndex();
    lastIn = raft.term();
  }

  private void carryOut(
      Asker asker,
      MemberRequest request,
      Context<MemberMessage> context,
      Context<RaftMessage> inner) {
    Optional<Change> change = changeFor(request);
    if (change.isPresent()) {
      switch (raft.changeMembership(change.get(), inner)) {
        case Accepted _ -> {}
        case ds.protocol.raft.log.Answer.Refused(var reason) -> {
          desk.reply(asker, refused(request, reason));
          return;
        }
        case NotLeader _ -> {
          desk.fail(asker, CallError.LEADER_CHANGED);
          return;
        }
        case Overloaded() -> {
          desk.fail(asker, CallError.OVERLOADED);
          return;
        }
      }
    }
    propose(asker, commandFor(request), context, inner);
  }

  private static Answer refused(MemberRequest request, String reason) {
    return new Answer.Refused(
        request instanceof MemberRequest.Promote ? Refusal.LEARNER_NOT_READY : Refusal.NOT_NOW,
        reason);
  }

  private Optional<Answer> objectionTo(MemberRequest request) {
    return switch (request) {
      case MemberRequest.Add(var member, _) -> objectionToAdding(member);
      case MemberRequest.Promote(var member) -> isMember(member).or(() -> isLearner(member));
      case MemberRequest.Remove(var member) -> isMember(member);
      case MemberRequest.Update(var member, var urls) ->
          isMember(member)
              .or(() ->
                  roster.reachedAt(urls).filter(other -> other.id() != member).isPresent()
                      ? refuse(Refusal.PEER_URL_EXISTS, "another member has that address")
                      : Optional.empty());
      case MemberRequest.Publish(var member, _, _) -> isMember(member);
    };
  }

  private Optional<Answer> objectionToAdding(ClusterMember member) {
    if (roster.reachedAt(member.peerUrls()).isPresent()) {
      return refuse(Refusal.PEER_URL_EXISTS, "another member has that address");
    }
    if (roster.struck().contains(member.id())) {
      return refuse(
          Refusal.MEMBER_EXISTS, "it was a member once, and its number is not given again");
    }
    return roster.member(member.id()).isPresent()
        ? refuse(Refusal.MEMBER_EXISTS, "it is a member already")
        : Optional.empty();
  }

  /// Whether a member has both a line in the roster and a part in the Raft.
  private Optional<Answer> isMember(long member) {
    return roster.member(member).isPresent()
            && raft.membership().contains(ClusterMember.node(member))
        ? Optional.empty()
        : refuse(Refusal.MEMBER_NOT_FOUND, "there is no such member");
  }

  private Optional<Answer> isLearner(long member) {
    return raft.membership().learners().contains(ClusterMember.node(member))
        ? Optional.empty()
        : refuse(Refusal.NOT_A_LEARNER, "it has a vote already");
  }

  private static Optional<Answer> refuse(Refusal refusal, String reason) {
    return Optional.of(new Answer.Refused(refusal, reason));
  }

  /// What is to be done about votes.
  private static Optional<Change> changeFor(MemberRequest request) {
    return switch (request) {
      case MemberRequest.Add(var member, _) -> Optional.of(new Change.AddLearner(member.node()));
      case MemberRequest.Promote(var member) ->
          Optional.of(new Change.Promote(ClusterMember.node(member)));
      case MemberRequest.Remove(var member) ->
          Optional.of(new Change.Remove(ClusterMember.node(member)));
      case MemberRequest.Update _, MemberRequest.Publish _ -> Optional.empty();
    };
  }

  private static RosterCommand commandFor(MemberRequest request) {
    return switch (request) {
      case MemberRequest.Add(var member, var isLearner) ->
          new RosterCommand.Enter(member, !isLearner);
      case MemberRequest.Promote(var member) -> new RosterCommand.Promoted(member);
      case MemberRequest.Remove(var member) -> new RosterCommand.Strike(member);
      case MemberRequest.Update(var member, var urls) -> new RosterCommand.Readdress(member, urls);
      case MemberRequest.Publish(var member, var name, var urls) ->
          new RosterCommand.Publish(member, name, urls);
    };
  }

  /// Sees to what nobody asks for, while it leads.
  void tick(Context<MemberMessage> context, Context<RaftMessage> inner) {
    makeWay(inner);
    if (isUpToDate()) {
      giveVotes(context, inner);
      endWhatWasBegun(context, inner);
    }
  }

  /// To those that were added to have one, and have caught up.
  private void giveVotes(Context<MemberMessage> context, Context<RaftMessage> inner) {
    for (ClusterMember candidate : roster.candidates()) {
      if (raft.membership().isVoter(candidate.node())) {
        propose(Asker.NOBODY, new RosterCommand.Promoted(candidate.id()), context, inner);
      } else if (raft.membership().contains(candidate.node())) {
        carryOut(Asker.NOBODY, new MemberRequest.Promote(candidate.id()), context, inner);
      }
    }
  }

  /// An earlier leader may have appended the entry about a vote, and its end kept the other from
  /// following. Whoever left the Raft leaves the roster. A learner without an address is reached by
  /// nobody, and nobody knows its number: it is taken back, and can be added anew.
  private void endWhatWasBegun(Context<MemberMessage> context, Context<RaftMessage> inner) {
    var membership = raft.membership();
    for (ClusterMember member : roster.members()) {
      if (!membership.contains(member.node())) {
        propose(Asker.NOBODY, new RosterCommand.Strike(member.id()), context, inner);
      }
    }
    for (NodeId learner : membership.learners()) {
      if (roster.member(ClusterMember.id(learner)).isEmpty()) {
        raft.changeMembership(new Change.Remove(learner), inner);
        appended();
      }
    }
  }

  /// A leader is asked to make way. The answer comes when the successor leads, however that came
  /// about, or the patience is at its end.
  void moveLeader(Asker asker, long target, Context<RaftMessage> inner) {
    NodeId successor = ClusterMember.node(target);
    if (raft.membership().isVoter(successor)) {
      moves.add(new Move(asker, successor, desk.until()));
      makeWay(inner);
    } else {
      desk.reply(asker, new Answer.Refused(Refusal.NOT_NOW, "it is no member that votes"));
    }
  }

  /// One after the other: a leader hands over to one member at a time.
  private void makeWay(Context<RaftMessage> inner) {
    moves.replaceAll(move ->
        !move.isBegun() && raft.transferLeadership(move.successor(), inner) instanceof Accepted
            ? move.begun()
            : move);
  }

  /// Answers those who wait for a successor that leads by now.
  private void answerMoves() {
    moves.removeIf(move -> {
      boolean isDone = raft.leader().filter(move.successor()::equals).isPresent();
      if (isDone) {
        desk.reply(move.asker(), new Answer.Accepted());
      } else if (!move.isBegun() && raft.role() != Raft.Role.LEADER) {
        desk.fail(move.asker(), CallError.LEADER_CHANGED);
        return true;
      }
      return isDone || desk.isOver(move.until());
    });
  }
}
