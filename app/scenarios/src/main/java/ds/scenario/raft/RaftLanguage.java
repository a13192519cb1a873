package ds.scenario.raft;

import ds.core.NodeId;
import ds.lab.scenario.Scenario;
import ds.lab.script.ProtocolLanguage;
import ds.lab.script.stage.ManualDriver;
import ds.lab.script.stage.Mistake;
import ds.lab.script.stage.Narrator;
import ds.lab.script.stage.Stage;
import ds.lab.script.stage.Verb;
import ds.lab.script.stage.Words;
import ds.lab.world.Alarm;
import ds.lab.world.Envelope;
import ds.protocol.raft.Raft.Role;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.RaftMessage.ChangeMembership;
import ds.protocol.raft.RaftMessage.PreVote;
import ds.protocol.raft.RaftMessage.PreVoteGranted;
import ds.protocol.raft.RaftMessage.Propose;
import ds.protocol.raft.RaftMessage.RequestVote;
import ds.protocol.raft.RaftMessage.Stale;
import ds.protocol.raft.RaftMessage.TransferLeadership;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.RaftSettings;
import ds.protocol.raft.RaftSettings.Compaction;
import ds.protocol.raft.RaftSettings.Limits;
import ds.protocol.raft.RaftSettings.Reading;
import ds.protocol.raft.RaftTimer;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Membership;
import ds.protocol.raft.log.Membership.Change;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.Term;
import ds.scenario.raft.WordServer.Look;
import ds.scenario.raft.WordServer.Word;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Scripts about Raft, whose servers replicate a list of words.
///
/// Options of `cluster`: `spares=N` more servers that are no members yet; `snapshot=N` a snapshot
/// as soon as so many entries were applied, sent word by word; `batch=N` so many entries in a
/// message at most; `reads=lease` reads under a lease.
public final class RaftLanguage implements ProtocolLanguage<RaftMessage> {

  private static final int SPARES_MAX = 9;
  private static final int SNAPSHOT_NEVER = 1_000_000;
  private static final int TERM_MAX = 1_000;
  private static final int CAMPAIGNS_MAX = 3;

  @Override
  public String name() {
    return "raft";
  }

  @Override
  public Scenario<RaftMessage> scenario(int servers, Words options) {
    int spares = options.option("spares", 0, 0, SPARES_MAX);
    RaftSettings settings = settings(options);
    return Scenario.<RaftMessage>named("raft")
        .servers(servers, (self, first) -> server(self, first, settings))
        .spares(spares)
        .always("election safety", () -> new ElectionSafety<>(Optional::of))
        .always("log matching and leader completeness", () -> new LogSafety<>(Optional::of))
        .always("state machine safety", StateMachineSafety::new);
  }

  private static RaftSettings settings(Words options) {
    Limits usual = Limits.DEFAULT;
    Limits limits =
        new Limits(
            options.option("batch", usual.messageEntriesMax(), 1, usual.messageEntriesMax()),
            usual.messageBytesMax(),
            usual.inFlightMax(),
            usual.uncommittedBytesMax(),
            usual.readsMax(),
            usual.applyMax(),
            usual.learnerLagMax());
    int snapshot = options.option("snapshot", SNAPSHOT_NEVER, 1, SNAPSHOT_NEVER);
    boolean lease = options.option("reads", List.of("index", "lease")).equals("lease");
    return RaftSettings.DEFAULT
        .with(limits)
        .with(new Compaction(snapshot, Long.MAX_VALUE, 0, 1))
        .with(lease ? Reading.LEASE : Reading.INDEX);
  }

  private static WordServer server(NodeId self, List<NodeId> first, RaftSettings settings) {
    Membership members = first.contains(self) ? Membership.of(first) : Membership.NONE;
    return new WordServer(self, members, settings);
  }

  @Override
  public Narrator<RaftMessage> narrator(Scenario<RaftMessage> scenario) {
    return new RaftNarrator(scenario.roster());
  }

  @Override
  public List<Verb<RaftMessage>> verbs() {
    return List.of(
        new Verb<>("elect NODE", RaftLanguage::elect),
        new Verb<>("propose NODE WORD ...", RaftLanguage::propose),
        new Verb<>("read NODE", RaftLanguage::read),
        new Verb<>("transfer NODE to NODE", RaftLanguage::transfer),
        changing("add NODE LEARNER", words -> new Change.AddLearner(words.node())),
        changing("promote NODE LEARNER", words -> new Change.Promote(words.node())),
        changing("remove NODE MEMBER", words -> new Change.Remove(words.node())),
        changing("replace NODE VOTERS", words -> new Change.Replace(words.nodes())),
        new Verb<>("history NODE TERM ... [term=TERM]", RaftLanguage::history));
  }

  /// Nobody hears from a leader for the shortest election timeout. Then a server campaigns, again
  /// if its term was too old, and messages about its election pass wherever links let them.
  private static void elect(Stage<RaftMessage> stage, Words words) {
    NodeId candidate = words.node();
    if (alarm(stage, candidate, RaftTimer.ELECTION).isEmpty()) {
      throw new Mistake(
          candidate + " waits for no leader; expected a server that is up and follows");
    }
    for (NodeId node : stage.nodes()) {
      if (!node.equals(candidate) && areConnected(stage.driver(), candidate, node)) {
        alarm(stage, node, RaftTimer.PATIENCE).ifPresent(stage.driver()::fire);
      }
    }
    for (int i = 0; i < CAMPAIGNS_MAX && !isLeader(stage, candidate); i++) {
      alarm(stage, candidate, RaftTimer.ELECTION).ifPresent(stage.driver()::fire);
      stage.driver().deliverUntilQuiet(envelope -> isAboutElectionOf(candidate, envelope));
    }
    if (!isLeader(stage, candidate)) {
      stage.say(candidate + " is not elected");
    }
  }

  private static boolean areConnected(ManualDriver<RaftMessage> driver, NodeId a, NodeId b) {
    return !driver.isCut(a, b) && !driver.isCut(b, a);
  }

  private static Optional<Alarm<RaftMessage>> alarm(
      Stage<RaftMessage> stage, NodeId node, RaftTimer timer) {
    return stage.world().host(node).armed().stream()
        .filter(alarm -> alarm.timer() == timer)
        .findFirst();
  }

  private static boolean isAboutElectionOf(NodeId candidate, Envelope<RaftMessage> envelope) {
    return switch (envelope.message()) {
      case PreVote _, RequestVote _ -> envelope.from().id().equals(candidate);
      case PreVoteGranted _, VoteGranted _, Stale _ -> envelope.to().id().equals(candidate);
      default -> false;
    };
  }

  private static boolean isLeader(Stage<RaftMessage> stage, NodeId node) {
    return ((WordServer) stage.world().host(node).node()).raft().role() == Role.LEADER;
  }

  private static void propose(Stage<RaftMessage> stage, Words words) {
    NodeId node = words.node();
    do {
      stage.driver().tell(node, new Propose(new Word(words.next("a word"))));
    } while (words.hasNext());
  }

  private static void read(Stage<RaftMessage> stage, Words words) {
    stage.driver().tell(words.node(), new Propose(new Look()));
  }

  private static void transfer(Stage<RaftMessage> stage, Words words) {
    NodeId leader = words.node();
    words.skip("to");
    stage.driver().tell(leader, new TransferLeadership(words.node()));
  }

  private static Verb<RaftMessage> changing(String usage, Function<Words, Change> change) {
    return new Verb<>(
        usage,
        (stage, words) -> {
          NodeId leader = words.node();
          stage.driver().tell(leader, new ChangeMembership(change.apply(words)));
        });
  }

  /// Gives a server the log that leaders of these terms have left it, as they would have: entry by
  /// entry. The story begins afterwards.
  private static void history(Stage<RaftMessage> stage, Words words) {
    int last = words.option("term", 0, 0, TERM_MAX);
    NodeId node = words.node();
    Position previous = Position.NONE;
    while (words.hasNext()) {
      Term term = new Term(words.number("a term", 1, TERM_MAX));
      Entry entry = new Entry(term, new Word(""));
      stage.driver().tell(node, append(term, previous, List.of(entry)));
      previous = Position.of(previous.index().number() + 1, term);
    }
    if (last > 0) {
      stage.driver().tell(node, append(new Term(last), previous, List.of()));
    }
  }

  private static AppendEntries append(Term term, Position previous, List<Entry> entries) {
    return new AppendEntries(term, 0, previous, entries, LogIndex.NONE);
  }
}
