package ds.protocol.raft;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Draws;
import ds.lab.world.Outbox;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.Cause;
import ds.protocol.raft.RaftMessage.Matched;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Answer;
import ds.protocol.raft.log.Answer.Proposal;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.RaftLog;
import ds.protocol.raft.log.RaftRecord;
import ds.protocol.raft.log.Term;
import ds.protocol.raft.smoke.Claims;
import ds.protocol.raft.smoke.Register;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// One server on a workbench: events come by hand, and what it does about each is looked at.
///
/// Its disk is as fast as one wishes: unless [#stopDisk] was called, what the server sent to itself
/// arrives in the same breath.
final class Bench {

  static final NodeId A = new NodeId("a");
  static final NodeId B = new NodeId("b");
  static final NodeId C = new NodeId("c");
  static final NodeId D = new NodeId("d");
  static final NodeId E = new NodeId("e");

  private static final List<NodeId> NAMES =
      List.of(A, B, C, D, E, new NodeId("f"), new NodeId("g"));

  final List<Long> readable = new ArrayList<>();
  Raft raft;
  Register register;

  /// This server's clock.
  long now = 1_000 * Context.MILLISECOND;

  private final NodeId self;
  private final Membership bootstrap;
  private final RaftSettings settings;
  private final Outbox<RaftMessage> outbox;
  private final List<Effect<RaftMessage>> effects = new ArrayList<>();
  private List<Durable> disk = new ArrayList<>();
  private int diskPieces;
  private final Deque<RaftMessage> toItself = new ArrayDeque<>();
  private boolean diskStopped;
  private long latestRound;

  Bench(NodeId self, Membership bootstrap, RaftSettings settings) {
    this.self = self;
    this.bootstrap = bootstrap;
    this.settings = settings;
    this.outbox = new Outbox<>(self, new Draws(1));
    restart();
  }

  /// A new server `a` of a cluster of `size`.
  static Bench among(int size) {
    return among(size, RaftSettings.DEFAULT);
  }

  static Bench among(int size, RaftSettings settings) {
    return new Bench(A, voters(size), settings);
  }

  static Membership voters(int size) {
    return Membership.of(NAMES.subList(0, size));
  }

  /// A server `a` of three that holds these entries, by their terms, and is in the last of them.
  static Bench holding(long... terms) {
    return holding(RaftSettings.DEFAULT, terms);
  }

  static Bench holding(RaftSettings settings, long... terms) {
    Bench bench = among(3, settings);
    bench.write(new RaftRecord.Appended(index(1), entries(terms)));
    bench.write(new RaftRecord.TermAndVote(term(terms[terms.length - 1]), Optional.empty()));
    bench.restart();
    return bench;
  }

  /// The leader `a` of three in term 1, of which `b` has the first entry.
  static Bench leader() {
    Bench bench = among(3);
    bench.elect();
    bench.matched(B, 1);
    return bench;
  }

  static Term term(long number) {
    return new Term(number);
  }

  static LogIndex index(long number) {
    return new LogIndex(number);
  }

  static Position at(long index, long term) {
    return Position.of(index, term(term));
  }

  /// One entry for each of the terms; the n-th writes `n`.
  static List<Entry> entries(long... terms) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      entries.add(entry(terms[i], Integer.toString(i + 1)));
    }
    return entries;
  }

  static Entry entry(long term, String value) {
    return new Entry(term(term), new Register.Write(value));
  }

  static RequestVote requestVote(long term, Position last) {
    return new RequestVote(term(term), last, Cause.TIMEOUT);
  }

  static AppendEntries append(long term, Position previous, long commit, Entry... entries) {
    return new AppendEntries(term(term), 0, previous, List.of(entries), index(commit));
  }

  /// Crashes, and starts again with its disk.
  void restart() {
    toItself.clear();
    register = new Register(readable::add);
    raft = new Raft(self, bootstrap, settings, register);
    step(new Started<>(List.copyOf(disk)));
  }

  /// Puts a record on the disk behind the server's back.
  void write(RaftRecord record) {
    disk.add(record);
  }

  void receive(NodeId from, RaftMessage message) {
    step(new Received<>(from, message));
  }

  void fire(RaftTimer timer) {
    step(new TimerFired<>(timer));
  }

  private void step(Event<RaftMessage> event) {
    effects.clear();
    carryOut(outbox.step(raft, event, now));
    deliverToItself();
  }

  Proposal propose(String value) {
    return calling(context -> raft.propose(new Register.Write(value), context));
  }

  Proposal read(long ticket) {
    return calling(context -> raft.read(ticket, context));
  }

  Answer change(Membership.Change change) {
    return calling(context -> raft.changeMembership(change, context));
  }

  Answer transferTo(NodeId target) {
    return calling(context -> raft.transferLeadership(target, context));
  }

  /// Whatever has a Raft calls it while it handles some event of its own.
  private <T> T calling(Function<Context<RaftMessage>, T> call) {
    effects.clear();
    List<T> result = new ArrayList<>();
    Node<RaftMessage> caller = (_, context) -> result.add(call.apply(context));
    carryOut(outbox.step(caller, new Started<>(List.of()), now));
    deliverToItself();
    return result.getFirst();
  }

  private void deliverToItself() {
    while (!diskStopped && !toItself.isEmpty()) {
      carryOut(outbox.step(raft, new Received<>(self, toItself.removeFirst()), now));
    }
  }

  private void carryOut(Step<RaftMessage> step) {
    effects.addAll(step.effects());
    for (Effect<RaftMessage> effect : step.effects()) {
      switch (effect) {
        case Effect.Send<RaftMessage>(var to, var message) -> carryOut(to, message);
        case Effect.Persist<RaftMessage>(var record) -> disk.add(record);
        case Effect.Checkpoint<RaftMessage>(var pieces, int keep) -> replaceDisk(pieces, keep);
        case Effect.Compact<RaftMessage>(var pieces, int keep) -> replaceDisk(pieces, keep);
        case Effect.Arm<RaftMessage> _, Effect.Disarm<RaftMessage> _ -> {}
        case Effect.Report<RaftMessage> _ -> {}
      }
    }
  }

  private void carryOut(NodeId to, RaftMessage message) {
    if (message instanceof AppendEntries m) {
      latestRound = m.round();
    }
    if (to.equals(self)) {
      toItself.add(message);
    }
  }

  private void replaceDisk(Iterable<? extends Durable> pieces, int keep) {
    List<Durable> records = disk.subList(diskPieces, disk.size());
    List<Durable> replaced = new ArrayList<>();
    pieces.forEach(replaced::add);
    diskPieces = replaced.size();
    replaced.addAll(records.subList(records.size() - keep, records.size()));
    disk = replaced;
  }

  /// From now on nothing becomes durable.
  void stopDisk() {
    diskStopped = true;
  }

  void resumeDisk() {
    diskStopped = false;
    effects.clear();
    deliverToItself();
  }

  /// Wins an election with the votes of everyone it needs.
  void elect() {
    fire(RaftTimer.ELECTION);
    Term next = raft.term().next();
    for (NodeId voter : others()) {
      if (raft.role() == Raft.Role.PRE_CANDIDATE) {
        receive(voter, new PreVoteGranted(next));
      }
    }
    for (NodeId voter : others()) {
      if (raft.role() == Raft.Role.CANDIDATE) {
        receive(voter, new VoteGranted(next));
      }
    }
  }

  private List<NodeId> others() {
    return raft.membership().members().stream().filter(member -> !member.equals(self)).toList();
  }

  /// The server, as leader, hears that another one holds its log up to `match`.
  void matched(NodeId server, long match) {
    receive(server, new Matched(raft.term(), latestRound, index(match)));
  }

  List<Effect<RaftMessage>> effects() {
    return List.copyOf(effects);
  }

  /// What left for other servers in the last step.
  List<RaftMessage> sent() {
    return sends().map(Effect.Send::message).toList();
  }

  List<RaftMessage> sentTo(NodeId to) {
    return sends().filter(send -> send.to().equals(to)).map(Effect.Send::message).toList();
  }

  <T extends RaftMessage> List<T> sentTo(NodeId to, Class<T> type) {
    return sentTo(to).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Stream<Effect.Send<RaftMessage>> sends() {
    return effects.stream()
        .filter(effect -> effect instanceof Effect.Send<RaftMessage> s && !s.to().equals(self))
        .map(effect -> (Effect.Send<RaftMessage>) effect);
  }

  List<Durable> persisted() {
    return effects.stream()
        .filter(effect -> effect instanceof Effect.Persist<RaftMessage>)
        .map(effect -> ((Effect.Persist<RaftMessage>) effect).record())
        .toList();
  }

  List<Effect.Arm<RaftMessage>> armed(RaftTimer timer) {
    return effects.stream()
        .filter(effect -> effect instanceof Effect.Arm<RaftMessage> a && a.timer() == timer)
        .map(effect -> (Effect.Arm<RaftMessage>) effect)
        .toList();
  }

  boolean disarmed(RaftTimer timer) {
    return effects.contains(new Effect.Disarm<RaftMessage>(timer));
  }

  List<Fact> facts() {
    return effects.stream()
        .filter(effect -> effect instanceof Effect.Report<RaftMessage>)
        .map(effect -> ((Effect.Report<RaftMessage>) effect).fact())
        .toList();
  }

  /// The kinds of the last step's persists and sends, in their order.
  List<String> order() {
    List<String> order = new ArrayList<>();
    for (Effect<RaftMessage> effect : effects) {
      switch (effect) {
        case Effect.Persist<RaftMessage> _, Effect.Checkpoint<RaftMessage> _ ->
            order.add("persist");
        case Effect.Compact<RaftMessage> _ -> {} // nobody waits for it
        case Effect.Send<RaftMessage>(var _, var message) ->
            order.add(message.getClass().getSimpleName());
        case Effect.Arm<RaftMessage> _, Effect.Disarm<RaftMessage> _ -> {}
        case Effect.Report<RaftMessage> _ -> {}
      }
    }
    return order;
  }

  List<Durable> disk() {
    return List.copyOf(disk);
  }

  RaftLog log() {
    return Claims.log(raft);
  }

  /// The terms of the log's entries, from its base on.
  List<Long> terms() {
    List<Long> terms = new ArrayList<>();
    for (long i = log().base() + 1; i <= log().lastIndex(); i++) {
      terms.add(log().termAt(i).number());
    }
    return terms;
  }

  /// All servers' names, as a quorum test wants them.
  static Collection<NodeId> names(int count) {
    return NAMES.subList(0, count);
  }
}
