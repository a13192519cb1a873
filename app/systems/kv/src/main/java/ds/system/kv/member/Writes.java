package ds.system.kv.member;

import ds.core.Context;
import ds.core.NodeId;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.Answer.Accepted;
import ds.protocol.raft.log.Answer.NotLeader;
import ds.protocol.raft.log.Answer.Overloaded;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Term;
import ds.system.kv.call.Answer;
import ds.system.kv.call.CallError;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.Proposed;
import ds.system.kv.member.Desk.Asker;
import ds.system.kv.member.MemberMessage.Proposals;
import ds.system.kv.member.MemberMessage.TurnedAway;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Commands on their way through the log.
///
/// A member that does not lead sends them to the one that does, and learns what became of them when
/// it applies its own log: so whoever has written through a member finds it there.
///
/// A client's command that is certainly in no log, and will be in none, is proposed again under
/// another number, as soon as somebody else leads. That is certain of one that was turned away, as
/// happens while leadership is handed over. It is certain, too, once an entry of a later term was
/// applied here: only the leader of one term may take a command, so it would stand before that
/// entry, and would have been applied (Leader Completeness, §5.4.3). Thus a command that a leader
/// took to its grave costs its client no more than the election.
final class Writes {

  /// About what is proposed at once at most: a message that is much larger has no room in a frame,
  /// nor has a record in the journal.
  private static final long BATCH_BYTES_MAX = 1 << 20;

  /// @param term whose leader was asked, and nobody else
  private record Waiting(Asker asker, Command command, long until, Term term) {

    /// Whether it is still wanted when somebody else leads. Whatever a leader decides by itself,
    /// the next one decides anew.
    boolean isForGood() {
      return command instanceof KvCommand && asker.who().equals(MemberMessage.FRONT);
    }
  }

  private final NodeId self;
  private final Raft raft;
  private final Desk desk;
  private final Stamps stamps;

  /// By the number under which this member has proposed, in the order of proposing.
  private final Map<Long, Waiting> waiting = new LinkedHashMap<>();

  /// What was turned away, and who seemed to lead then.
  private final List<Waiting> turnedAway = new ArrayList<>();

  private Optional<NodeId> turnedAwayBy = Optional.empty();
  private Term turnedAwayIn = Term.NONE;

  /// The term of the last entry that was applied, when this was last looked at.
  private Term appliedIn = Term.NONE;

  private long number;

  Writes(NodeId self, Raft raft, Desk desk, Stamps stamps) {
    this.self = self;
    this.raft = raft;
    this.desk = desk;
    this.stamps = stamps;
  }

  /// Begins to count somewhere, so that what an earlier life of this member has proposed is not
  /// taken for this one's.
  void start(Context<MemberMessage> context) {
    number = context.random(Long.MAX_VALUE >> 1);
  }

  /// A command that is to be proposed with others.
  Proposed expect(Asker asker, Command command) {
    return expect(asker, command, desk.until());
  }

  private Proposed expect(Asker asker, Command command, long until) {
    number++;
    waiting.put(number, new Waiting(asker, command, until, raft.term()));
    return new Proposed(self, number, command);
  }

  /// Proposes commands here, or to the leader.
  void propose(
      List<Proposed> proposals, Context<MemberMessage> context, Context<RaftMessage> inner) {
    int begin = 0;
    long bytes = 0;
    for (int i = 0; i < proposals.size(); i++) {
      long size = proposals.get(i).size();
      if (i > begin && bytes + size > BATCH_BYTES_MAX) {
        proposeAtOnce(List.copyOf(proposals.subList(begin, i)), context, inner);
        begin = i;
        bytes = 0;
      }
      bytes += size;
    }
    proposeAtOnce(
        begin == 0 ? proposals : List.copyOf(proposals.subList(begin, proposals.size())),
        context,
        inner);
  }

  private void proposeAtOnce(
      List<Proposed> proposals, Context<MemberMessage> context, Context<RaftMessage> inner) {
    switch (raft.propose(proposals, inner)) {
      case Accepted _ -> {}
      case NotLeader(var leader) -> sendTo(leader, proposals, context);
      case Overloaded() -> turnAway(numbers(proposals), CallError.OVERLOADED);
    }
  }

  /// A leader that is handing over names its successor, who does not lead yet.
  private void sendTo(
      Optional<NodeId> leader, List<Proposed> proposals, Context<MemberMessage> context) {
    if (leader.isPresent() && leader.equals(raft.leader())) {
      context.send(leader.get(), new Proposals(stamps.next(raft.term()), proposals));
    } else {
      turnAway(numbers(proposals), CallError.NO_LEADER);
    }
  }

  private static List<Long> numbers(List<Proposed> proposals) {
    List<Long> numbers = new ArrayList<>();
    for (Proposed proposal : proposals) {
      numbers.add(proposal.number());
    }
    return numbers;
  }

  /// Another member takes us for the leader.
  void onProposals(
      NodeId from, Proposals message, Context<MemberMessage> context, Context<RaftMessage> inner) {
    if (!stamps.isFirst(from, message.stamp())) {
      return;
    }
    List<Proposed> proposals = message.proposals();
    switch (raft.propose(proposals, inner)) {
      case Accepted _ -> {}
      case NotLeader _ ->
          context.send(from, new TurnedAway(numbers(proposals), CallError.NO_LEADER));
      case Overloaded() ->
          context.send(from, new TurnedAway(numbers(proposals), CallError.OVERLOADED));
    }
  }

  /// These proposals are in no log, and will be in none.
  void turnAway(List<Long> numbers, CallError error) {
    for (long each : numbers) {
      Waiting away = waiting.remove(each);
      if (away != null && error == CallError.NO_LEADER && away.isForGood()) {
        turnedAway.add(away);
        turnedAwayBy = raft.leader();
        turnedAwayIn = raft.term();
      } else if (away != null) {
        desk.fail(away.asker(), error);
      }
    }
  }

  /// Finds what can be in no log any more, as the log has gone on in a later term.
  private void supersede() {
    Iterator<Waiting> oldest = waiting.values().iterator();
    while (oldest.hasNext()) {
      Waiting old = oldest.next();
      if (!appliedIn.isAfter(old.term())) {
        return; // terms grow, so those that follow were asked for no earlier
      }
      oldest.remove();
      if (old.isForGood()) {
        turnedAway.add(old);
      } else {
        desk.fail(old.asker(), CallError.TIMED_OUT); // what went before it may be in the log
      }
    }
  }

  /// Proposes again what is in no log, if somebody else leads by now.
  void proposeAgain(Context<MemberMessage> context, Context<RaftMessage> inner) {
    if (!raft.lastAppliedTerm().equals(appliedIn)) {
      appliedIn = raft.lastAppliedTerm();
      supersede();
    }
    boolean isElsewhere = !raft.leader().equals(turnedAwayBy) || !raft.term().equals(turnedAwayIn);
    if (!turnedAway.isEmpty() && raft.leader().isPresent() && isElsewhere) {
      proposeTurnedAway(context, inner);
    }
  }

  private void proposeTurnedAway(Context<MemberMessage> context, Context<RaftMessage> inner) {
    List<Proposed> again = new ArrayList<>();
    for (Waiting away : turnedAway) {
      if (!desk.isOver(away.until())) { // or its client was told so
        again.add(expect(away.asker(), away.command(), away.until()));
      }
    }
    turnedAway.clear();
    if (!again.isEmpty()) {
      propose(again, context, inner);
    }
  }

  /// An entry was carried out.
  void applied(Proposed entry, Answer answer) {
    if (entry.origin().equals(self)) {
      Waiting done = waiting.remove(entry.number());
      if (done != null) {
        desk.reply(done.asker(), answer);
      }
    }
  }

  /// The state was replaced by a snapshot. What was under way may be in it or not, and will not be
  /// told: those who asked must find out by themselves.
  void forget() {
    waiting.clear();
  }

  /// Forgets those who have been told by now that nothing was heard, and proposes again what was
  /// turned away: perhaps the leader has not found a successor.
  void tick(Context<MemberMessage> context, Context<RaftMessage> inner) {
    Iterator<Waiting> oldest = waiting.values().iterator();
    while (oldest.hasNext() && desk.isOver(oldest.next().until())) {
      oldest.remove();
    }
    if (raft.leader().isPresent()) {
      proposeTurnedAway(context, inner);
    }
  }
}
