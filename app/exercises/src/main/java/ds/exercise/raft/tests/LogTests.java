package ds.exercise.raft.tests;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.exercise.judge.Troubles;
import ds.exercise.judge.Window;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.judge.Proposer;
import ds.exercise.raft.judge.Proposer.Plan;
import ds.exercise.raft.judge.Rules;
import ds.exercise.raft.judge.Seat;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;

/// Part 2: one log (§5.3, §5.4). Nobody crashes. Every test leaves the first five seconds for an
/// election.
final class LogTests {

  /// How long it may take until a command is applied after a majority reach one another.
  static final long GOING_ON = 8_000;

  /// How long it may take until every server applies commands after all reach one another.
  static final long CATCHING_UP = 10_000;

  /// Entries by which logs differ: so many round trips of 50 ms are too many.
  private static final int LONG_LOG = 250;

  /// Three times what two followers need for ten commands a second that are sent one by one, with
  /// heartbeats.
  private static final long BUSY_MESSAGES_MAX = 400;

  private static final long START = ElectionTests.ELECTION;

  private LogTests() {}

  static final TestCase<RaftMessage> AGREEMENT =
      new TestCase<>("agreement", "applies each command on every server", 3, 10, it -> quiet(it));

  static final TestCase<RaftMessage> CONCURRENT_PROPOSALS =
      new TestCase<>(
          "concurrent-proposals",
          "accepts many commands at once, and applies them",
          3,
          10,
          it -> crowd(it));

  static final TestCase<RaftMessage> BUDGET_OF_MESSAGES =
      new TestCase<>(
          "a-budget-of-messages", "needs few messages for a command", 3, 5, it -> frugal(it));

  static final TestCase<RaftMessage> BUDGET_OF_BYTES =
      new TestCase<>(
          "a-budget-of-bytes", "sends a command once to each server", 3, 5, it -> terse(it));

  static final TestCase<RaftMessage> FOLLOWER_LOST =
      new TestCase<>(
          "a-follower-is-lost",
          "goes on without a follower, and brings it up to date when it is back",
          3,
          15,
          it -> followerLost(it));

  static final TestCase<RaftMessage> NO_MAJORITY =
      new TestCase<>(
          "no-majority-no-commit", "applies nothing that no majority has", 3, 10, it -> apart(it));

  static final TestCase<RaftMessage> LEADER_BACK =
      new TestCase<>(
          "a-leader-comes-back",
          "replaces what a leader accepted while nobody followed it",
          3,
          20,
          it -> leaderBack(it));

  static final TestCase<RaftMessage> BACK_UP =
      new TestCase<>(
          "back-up-over-long-logs",
          "finds in few round trips where logs of hundreds of entries differ",
          3,
          4,
          it -> longLogs(it));

  static final TestCase<RaftMessage> FIGURE_8 =
      new TestCase<>(
          "figure-8", "does not count copies of an old term's entry", 3, 10, it -> figure8(it));

  static final TestCase<RaftMessage> BAD_NETWORK =
      new TestCase<>(
          "a-bad-network",
          "agrees although messages are lost, doubled and late",
          3,
          20,
          it -> badNetwork(it));

  static Scenario<RaftMessage> cast(Solution<RaftMessage> solution, int servers, Plan plan) {
    return Rules.log(ElectionTests.servers(solution, servers)).clients(1, proposer(plan));
  }

  static Roster.Maker<RaftMessage> proposer(Plan plan) {
    return (self, known) -> new Proposer(self, known, plan);
  }

  /// Calm from a time on, and in the end every server applies commands.
  static Scenario<RaftMessage> calm(Scenario<RaftMessage> cast, long millis) {
    return Rules.caughtUp(cast.calmAt(millis).lasting(millis + CATCHING_UP), millis);
  }

  private static Scenario<RaftMessage> quiet(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 3, Plan.flow(START, 300));
    return calm(Rules.settled(cast, Window.from(START)), START + 2_000)
        .sometimes("a server is elected", Rules.elected());
  }

  private static Scenario<RaftMessage> crowd(Solution<RaftMessage> solution) {
    Plan plan = Plan.flow(START + 2_000, 300).burst(START, 5).burst(START + 1_000, 8);
    Scenario<RaftMessage> cast = cast(solution, 3, plan).clients(3, proposer(plan));
    return calm(cast, START + 2_000).sometimes("a server is elected", Rules.elected());
  }

  private static Scenario<RaftMessage> frugal(Solution<RaftMessage> solution) {
    Plan plan = Plan.flow(START + 4_000, 100).burst(START, 10);
    Scenario<RaftMessage> cast = cast(solution, 3, plan);
    cast = Rules.frugal(cast, new Window(START, START + 1_000), BUSY_MESSAGES_MAX);
    cast =
        Rules.quiet(
            cast, new Window(START + 2_000, START + 3_000), ElectionTests.IDLE_MESSAGES_MAX);
    cast = Rules.frugal(cast, new Window(START + 4_000, START + 5_000), BUSY_MESSAGES_MAX);
    return calm(cast, START + 5_000).sometimes("a server is elected", Rules.elected());
  }

  private static Scenario<RaftMessage> terse(Solution<RaftMessage> solution) {
    int commands = 20;
    int letters = 1_000;
    long end = START + commands * 100L;
    Scenario<RaftMessage> cast =
        cast(solution, 3, Plan.flow(START, 100).withLetters(letters)).calmAt(end);
    return calm(Rules.terse(cast, new Window(START, end), 3L * 2 * commands * letters), end)
        .sometimes("a server is elected", Rules.elected());
  }

  private static Scenario<RaftMessage> followerLost(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 3, Plan.flow(START, 300));
    long cut = START + 1_000;
    long end = cut + GOING_ON;
    cast = cast.during(cut, end, Seat.troubles(cast).followersAlone(1));
    return calm(Rules.goingOn(cast, new Window(cut, end)), end)
        .sometimes("a second leader is elected", Rules.electedAgain());
  }

  private static Scenario<RaftMessage> apart(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 5, Plan.flow(START, 300));
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    long cut = START + 1_000;
    long end = cut + 4_000;
    cast = cast.during(cut, end, troubles.leaderWith(1)).during(cut, end, troubles.lastAlone(3));
    return calm(cast, end).sometimes("a second leader is elected", Rules.electedAgain());
  }

  /// A leader with one follower accepts much, and the others little. Then whoever leads is cut off,
  /// twice, so that the first leader may lead once more.
  private static Scenario<RaftMessage> leaderBack(Solution<RaftMessage> solution) {
    long first = START + 1_000;
    long second = first + GOING_ON;
    long third = second + ElectionTests.ELECTION;
    long end = third + GOING_ON;
    Plan plan =
        Plan.flow(first + ElectionTests.ELECTION, 500).burst(START, 2).burst(first + 20, 40);
    Scenario<RaftMessage> cast = cast(solution, 5, plan);
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    cast =
        cast.during(first, second, troubles.leaderWith(1))
            .during(second, third, troubles.leaderWith(0))
            .during(third, end, troubles.leaderWith(0));
    return calm(Rules.goingOn(cast, new Window(first, second), new Window(third, end)), end)
        .sometimes("an old leader accepts a command", Rules.acceptedByAnOldLeader());
  }

  /// A leader and a follower of it gather entries that nobody else gets, then another leader and a
  /// follower of that one do. The second leader stays away, so that a new one has to compare.
  private static Scenario<RaftMessage> longLogs(Solution<RaftMessage> solution) {
    long first = START + 1_000;
    long second = first + ElectionTests.ELECTION;
    long third = second + 1_000;
    long end = third + GOING_ON;
    Plan plan =
        Plan.flow(third, 400)
            .burst(START, 2)
            .burst(first + 20, LONG_LOG)
            .burst(second + 20, LONG_LOG);
    Scenario<RaftMessage> cast =
        cast(solution, 5, plan).network(LinkProfile.LAN.delaying(Span.millis(20, 30)));
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    cast =
        cast.during(first, third, troubles.leaderWith(1))
            .during(second, third, troubles.leaderWithOneOfItsOwn())
            .during(third, end, troubles.leaderWith(0));
    return calm(Rules.goingOn(cast, new Window(third, end)), end)
        .sometimes("an old leader accepts a command", Rules.acceptedByAnOldLeader());
  }

  /// What figure 8 shows, with cuts instead of crashes. A leader and one follower get an entry; a
  /// second leader gets another at the same place, alone; the first entry is brought to a majority
  /// in a later term, when nothing is proposed; and the second leader comes back.
  private static Scenario<RaftMessage> figure8(Solution<RaftMessage> solution) {
    long first = START + 1_000;
    long second = first + ElectionTests.ELECTION;
    long third = second + 500;
    long fourth = third + ElectionTests.ELECTION;
    long end = fourth + GOING_ON;
    Plan plan =
        Plan.flow(end, 100)
            .burst(START, 2)
            .burst(first + 20, 1)
            .burst(second + 20, 1)
            .burst(fourth + ElectionTests.ELECTION, 3);
    Scenario<RaftMessage> cast = cast(solution, 5, plan);
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    cast =
        cast.during(first, third, troubles.leaderWith(1))
            .during(first, fourth + 1, troubles.leaderWithMarked(1))
            .during(second, fourth, troubles.leaderWith(0))
            .during(fourth, end, troubles.markedCutOff());
    return calm(cast, end)
        .sometimes("a third leader is elected", (world, _) -> Seat.term(world) > 2);
  }

  private static Scenario<RaftMessage> badNetwork(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 5, Plan.flow(1_000, 100)).network(bad());
    long end = 10_000;
    return calm(
            cast.nemesis(
                Nemeses.partitions(
                    new Rhythm(Span.millis(500, 2_000), Span.millis(300, 2_000)),
                    cast.serverIds())),
            end)
        .sometimes("an old leader accepts a command", Rules.acceptedByAnOldLeader());
  }

  /// A network that loses, doubles and delays.
  static LinkProfile bad() {
    return LinkProfile.LAN
        .losing(10 * PERCENT)
        .duplicating(5 * PERCENT)
        .delaying(Span.millis(1, 30))
        .delaying(10 * PERCENT, Span.millis(50, 800));
  }
}
