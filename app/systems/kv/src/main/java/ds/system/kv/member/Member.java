package ds.system.kv.member;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import ds.protocol.raft.Raft;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftTimer;
import ds.protocol.raft.log.Application;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Term;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Call;
import ds.system.kv.call.CallError;
import ds.system.kv.call.Request;
import ds.system.kv.call.Request.AskLeases;
import ds.system.kv.call.Request.AskMembers;
import ds.system.kv.call.Request.AskRevisions;
import ds.system.kv.call.Request.AskRules;
import ds.system.kv.call.Request.AskStatus;
import ds.system.kv.call.Request.AskTimeToLive;
import ds.system.kv.call.Request.AskView;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.call.Request.LeaderRequest;
import ds.system.kv.call.Request.MemberRequest;
import ds.system.kv.call.Request.MoveLeader;
import ds.system.kv.call.Request.Query;
import ds.system.kv.call.Request.Read;
import ds.system.kv.call.Request.Write;
import ds.system.kv.command.KvCommand;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.Proposed;
import ds.system.kv.member.Desk.Asker;
import ds.system.kv.member.MemberMessage.Answered;
import ds.system.kv.member.MemberMessage.AskIndex;
import ds.system.kv.member.MemberMessage.Calls;
import ds.system.kv.member.MemberMessage.Changed;
import ds.system.kv.member.MemberMessage.ForRaft;
import ds.system.kv.member.MemberMessage.NoIndex;
import ds.system.kv.member.MemberMessage.PassedOn;
import ds.system.kv.member.MemberMessage.Proposals;
import ds.system.kv.member.MemberMessage.ReadIndex;
import ds.system.kv.member.MemberMessage.Removed;
import ds.system.kv.member.MemberMessage.Replies;
import ds.system.kv.member.MemberMessage.RosterChanged;
import ds.system.kv.member.MemberMessage.Stamp;
import ds.system.kv.member.MemberMessage.TurnedAway;
import ds.system.kv.member.Readings.Question;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.roster.Roster;
import ds.system.kv.roster.RosterCommand;
import ds.system.kv.store.StoreMachine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One member of a cluster that keeps a key-value store: a Raft, the state that its log makes, and
/// the clients that wait for it.
///
/// | what                                  | whose             |
/// |---------------------------------------|-------------------|
/// | what a leader was asked, once each    | [Stamps]          |
/// | commands on their way through the log | [Writes]          |
/// | what becomes of them, on every member | [Execution]       |
/// | questions until they may be answered  | [Readings]        |
/// | the lives of leases, while it leads   | [LeaseKeeper]     |
/// | who joins and leaves, while it leads  | [MemberDesk]      |
/// | what clients are told                 | [Desk]            |
///
/// Nothing of that is persisted but the Raft's log: a member that crashes forgets who waited.
public final class Member implements Node<MemberMessage> {

  /// A member's own timer, beside its Raft's.
  private enum MemberTimer implements Timer {
    /// Time to look for leases that are over, calls that have waited too long, and members that may
    /// get a vote.
    TICK,
    /// Time to go on throwing away what was compacted.
    SWEEP
  }

  /// Two milliseconds' work, and a pause five times as long: a million versions are gone in ten
  /// seconds.
  private static final int SWEPT_AT_ONCE = 1_000;

  private static final long SWEEP_PAUSE = 10 * Context.MILLISECOND;

  private static final Function<RaftMessage, MemberMessage> TO_RAFT = ForRaft::new;

  private final NodeId self;
  private final Raft raft;
  private final StoreMachine state = new StoreMachine();
  private final Roster roster;
  private final Stamps stamps = new Stamps();
  private final Desk desk;
  private final Writes writes;
  private final Readings readings;
  private final LeaseKeeper leases;
  private final Execution execution;
  private final MemberDesk members;
  private final Quota quota;

  /// Calls that came while nobody led, as far as anybody knew here.
  private final Deque<Call> lobby = new ArrayDeque<>();

  /// A member that was never started.
  public Member(NodeId self, MemberSettings settings) {
    this.self = self;
    this.roster = new Roster(settings.bootstrap());
    this.raft = new Raft(self, settings.membership(), settings.raft(), new Executor());
    this.desk = new Desk(settings.patience());
    this.writes = new Writes(self, raft, desk, stamps);
    this.readings = new Readings(raft, desk);
    this.leases = new LeaseKeeper(state);
    this.execution = new Execution(self, state, roster, leases, desk);
    this.members = new MemberDesk(raft, roster, writes, desk, settings.bootstrap());
    this.quota = new Quota(ClusterMember.id(self), settings.quotaBytes(), state);
  }

  @Override
  public void on(Event<MemberMessage> event, Context<MemberMessage> context) {
    Context<RaftMessage> inner = context.mapped(TO_RAFT);
    switch (event) {
      case Started(var recovered) -> onStarted(recovered, context, inner);
      case TimerFired(RaftTimer timer) -> raft.on(new TimerFired<>(timer), inner);
      case TimerFired(var timer) when timer == MemberTimer.SWEEP -> sweep(context);
      case TimerFired(_) -> onTick(context, inner);
      case Received(var from, ForRaft(var message)) ->
          raft.on(new Received<>(from, message), inner);
      case Received(_, Calls(var calls)) -> onCalls(calls);
      case Received(_, Answered(var request, var answer)) -> desk.onAnswered(request, answer);
      case Received(var from, Proposals message) ->
          writes.onProposals(from, message, context, inner);
      case Received(_, TurnedAway(var numbers, var error)) -> writes.turnAway(numbers, error);
      case Received(var from, AskIndex(var ticket)) ->
          readings.onAskIndex(from, ticket, context, inner);
      case Received(_, ReadIndex(var ticket, var index)) -> readings.onReadIndex(ticket, index);
      case Received(_, NoIndex(var ticket)) -> readings.onNoIndex(ticket);
      case Received(var from, PassedOn message) -> onPassedOn(from, message, context, inner);
      case Received(_, Replies _),
          Received(_, Changed _),
          Received(_, RosterChanged _),
          Received(_, Removed _) -> {} // for the front
    }
    lead();
    writes.proposeAgain(context, inner);
    serveLobby(context, inner);
    answerQuestions();
    members.advance(context, inner);
    desk.deliver(context);
  }

  /// Follows the Raft, whose role may be another one after each of its steps.
  private void lead() {
    boolean leads = raft.role() == Raft.Role.LEADER;
    leases.lead(leads);
    if (leads) {
      stamps.lead(raft.term());
    }
  }

  private void onStarted(
      Iterable<? extends Durable> recovered,
      Context<MemberMessage> context,
      Context<RaftMessage> inner) {
    stamps.start(context);
    writes.start(context);
    readings.start(context);
    raft.on(new Started<>(execution.recovered(recovered)), inner);
    execution.tellRoster();
    armTick(context);
  }

  private static void armTick(Context<MemberMessage> context) {
    context.arm(MemberTimer.TICK, LeaseKeeper.TICK, LeaseKeeper.TICK);
  }

  private void onTick(Context<MemberMessage> context, Context<RaftMessage> inner) {
    armTick(context);
    sweep(context);
    leases.tick();
    desk.tick();
    lobby.removeIf(call -> !desk.isOpen(call));
    lobby.addAll(desk.repeatable());
    writes.tick(context, inner);
    readings.tick(context, inner);
    if (quota.isToBeTold()) {
      KvCommand alarm = new KvCommand.RaiseAlarm(quota.alarm());
      writes.propose(List.of(writes.expect(Asker.NOBODY, alarm)), context, inner);
    }
    if (raft.role() == Raft.Role.LEADER) {
      List<Proposed> ends = new ArrayList<>();
      for (KvCommand end : leases.due()) {
        ends.add(writes.expect(Asker.NOBODY, end));
      }
      if (!ends.isEmpty()) {
        writes.propose(ends, context, inner);
      }
      members.tick(context, inner);
    }
  }

  /// Commands throw away a little on their way. Where none come there is time for more; and to a
  /// store that is full none come until this has made room.
  private void sweep(Context<MemberMessage> context) {
    if (!state.sweep(SWEPT_AT_ONCE)) {
      context.arm(MemberTimer.SWEEP, SWEEP_PAUSE, SWEEP_PAUSE);
    }
  }

  private void onCalls(List<Call> calls) {
    for (Call call : calls) {
      desk.open(call);
      if (call.request() instanceof Query query && !query.isLinearizable()) {
        desk.replyToFront(call.id(), answer(query));
      } else {
        lobby.add(call);
      }
    }
  }

  /// Lets the calls in as soon as somebody leads; those whose patience is at its end by then, stay
  /// outside. What has come together is proposed in one message and confirmed at once.
  private void serveLobby(Context<MemberMessage> context, Context<RaftMessage> inner) {
    if (lobby.isEmpty() || raft.leader().isEmpty()) {
      return;
    }
    List<Proposed> proposals = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (Call call = lobby.poll(); call != null; call = lobby.poll()) {
      Asker asker = new Asker(MemberMessage.FRONT, call.id());
      if (!desk.isOpen(call)) {
        continue;
      }
      switch (call.request()) {
        case Write(var command) when quota.isExceededBy(command) ->
            desk.reply(asker, new Answer.Result(new KvResult.Refused(KvError.NO_SPACE)));
        case Write(var command) -> proposals.add(writes.expect(asker, command));
        case Query query -> questions.add(new Question(asker, query));
        case LeaderRequest request -> askLeader(call, request, context, inner);
      }
    }
    if (!proposals.isEmpty()) {
      writes.propose(proposals, context, inner);
    }
    if (!questions.isEmpty()) {
      readings.take(questions, context, inner);
    }
  }

  private void askLeader(
      Call call,
      LeaderRequest request,
      Context<MemberMessage> context,
      Context<RaftMessage> inner) {
    Asker asker = new Asker(MemberMessage.FRONT, call.id());
    Optional<NodeId> leader = raft.leader();
    if (leader.isEmpty()) {
      desk.fail(asker, CallError.NO_LEADER);
    } else if (leader.get().equals(self)) {
      askUs(asker, request, context, inner);
    } else {
      Stamp stamp = stamps.next(raft.term());
      desk.passOn(stamp.number(), call);
      context.send(leader.get(), new PassedOn(stamp, request));
    }
  }

  /// Another member takes us for the leader.
  private void onPassedOn(
      NodeId from, PassedOn message, Context<MemberMessage> context, Context<RaftMessage> inner) {
    if (stamps.isFirst(from, message.stamp())) {
      askUs(new Asker(from, message.stamp().number()), message.request(), context, inner);
    }
  }

  /// Somebody takes us for the leader.
  private void askUs(
      Asker asker,
      LeaderRequest request,
      Context<MemberMessage> context,
      Context<RaftMessage> inner) {
    if (raft.role() != Raft.Role.LEADER) {
      desk.fail(asker, CallError.LEADER_CHANGED);
      return;
    }
    switch (request) {
      case MemberRequest change -> members.take(asker, change);
      case MoveLeader(var target) -> members.moveLeader(asker, target, inner);
      case KeepAlive _, AskTimeToLive _ ->
          readings.take(List.of(new Question(asker, request)), context, inner);
    }
  }

  private void answerQuestions() {
    readings.advance();
    for (var next = readings.next(); next.isPresent(); next = readings.next()) {
      desk.reply(next.get().asker(), answer(next.get().request()));
    }
  }

  /// Answers from what this member knows now.
  private Answer answer(Request request) {
    return switch (request) {
      case Read(var query, _) ->
          state
              .search(query)
              .<Answer>map(Answer.Unsearched::new)
              .orElseGet(() -> new Answer.Result(state.query(query)));
      case AskRevisions(var from, var max) -> execution.revisions(from, max);
      case AskView _ -> new Answer.View(state.snapshot());
      case AskRules _ -> new Answer.RulesView(state.auth().snapshot());
      case AskLeases _ -> new Answer.Leases(leases.all());
      case AskMembers _ -> members.members();
      case AskStatus _ -> status();
      case KeepAlive _, AskTimeToLive _ when raft.role() != Raft.Role.LEADER ->
          new Answer.Failed(CallError.LEADER_CHANGED); // it resigned in the step that confirmed it
      case KeepAlive(var lease) -> leases.keepAlive(lease);
      case AskTimeToLive(var lease) -> leases.timeToLive(lease);
      case Write _, MemberRequest _, MoveLeader _ ->
          throw new IllegalStateException("a change is no question");
    };
  }

  private Answer status() {
    return new Answer.Status(
        raft.leader().map(ClusterMember::id).orElse(0L),
        raft.membership().learners().contains(self),
        raft.term().number(),
        raft.commitIndex().number(),
        raft.lastApplied().number(),
        state.sizeBytes(),
        state.alarms());
  }

  /// The replicated state, for whoever runs this member, between its steps.
  public StoreMachine state() {
    return state;
  }

  /// The Raft inside, for whoever asks about its role.
  public Raft raft() {
    return raft;
  }

  /// What stands behind the Raft.
  private final class Executor implements Application {

    @Override
    public void apply(LogIndex index, Term term, Command command) {
      Proposed entry = (Proposed) command;
      writes.applied(entry, carryOut(entry.command()));
    }

    private Answer carryOut(Command command) {
      if (command instanceof RosterCommand change) {
        execution.carryOut(change);
        return members.members();
      }
      return execution.carryOut(command);
    }

    @Override
    public Iterable<Durable> snapshot() {
      return execution.snapshot();
    }

    @Override
    public long snapshotBytes() {
      return execution.snapshotBytes();
    }

    @Override
    public void restore(Iterable<? extends Durable> pieces) {
      execution.restore(pieces);
      writes.forget();
    }

    @Override
    public void readable(long ticket) {
      readings.readable(ticket);
    }

    @Override
    public void leadershipLost() {
      readings.leadershipLost();
    }
  }
}
