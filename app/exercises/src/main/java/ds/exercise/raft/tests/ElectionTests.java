package ds.exercise.raft.tests;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.exercise.judge.Window;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.judge.Rules;
import ds.exercise.raft.judge.Seat;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses.Rhythm;

/// Part 1: a leader, and only one (§5.2). No command is proposed, and nobody crashes.
final class ElectionTests {

  /// How long an election may take once a majority of servers reach one another.
  static final long ELECTION = 5_000;

  /// Three times what a leader with two followers needs that sends a heartbeat every 50 ms.
  static final long IDLE_MESSAGES_MAX = 250;

  private ElectionTests() {}

  static final TestCase<RaftMessage> ONE_LEADER =
      new TestCase<>(
          "one-leader", "elects a leader, and keeps it while all is well", 4, 10, it -> calm(it));

  static final TestCase<RaftMessage> A_NEW_LEADER =
      new TestCase<>(
          "a-new-leader",
          "elects another leader when the first is cut off, and has one when it is back",
          4,
          20,
          it -> cutOff(it));

  static final TestCase<RaftMessage> NO_MAJORITY =
      new TestCase<>(
          "no-leader-without-a-majority",
          "elects nobody while no majority reach one another, and somebody when they do",
          4,
          20,
          it -> apart(it));

  static final TestCase<RaftMessage> SEVEN_SERVERS =
      new TestCase<>(
          "seven-servers",
          "elects a leader whichever three of seven are cut off",
          4,
          5,
          it -> seven(it));

  static final TestCase<RaftMessage> BAD_NETWORK =
      new TestCase<>(
          "elections-over-a-bad-network",
          "elects one leader a term although votes are lost, doubled and late",
          4,
          40,
          it -> bad(it));

  static Scenario<RaftMessage> servers(Solution<RaftMessage> solution, int count) {
    return Scenario.<RaftMessage>named("raft")
        .servers(count, Seat.of(solution.nodes("RaftServer")))
        .network(LinkProfile.LAN);
  }

  private static Scenario<RaftMessage> calm(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast =
        Rules.elections(servers(solution, 3)).calmAt(12_000).lasting(12_100);
    cast = Rules.led(cast, new Window(0, ELECTION), new Window(ELECTION, 12_000));
    cast = Rules.settled(cast, Window.from(ELECTION));
    cast = Rules.quiet(cast, new Window(0, 1_000), IDLE_MESSAGES_MAX);
    return Rules.quiet(cast, new Window(10_000, 11_000), IDLE_MESSAGES_MAX)
        .sometimes("a server is elected", Rules.elected());
  }

  private static Scenario<RaftMessage> cutOff(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = Rules.elections(servers(solution, 3));
    cast =
        cast.during(ELECTION, 2 * ELECTION, Seat.troubles(cast).leaderWith(0))
            .calmAt(3 * ELECTION)
            .lasting(3 * ELECTION + 100)
            .sometimes("a second leader is elected", Rules.electedAgain());
    return Rules.led(
        cast,
        new Window(0, ELECTION),
        new Window(ELECTION, 2 * ELECTION),
        new Window(2 * ELECTION, 3 * ELECTION));
  }

  private static Scenario<RaftMessage> apart(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = Rules.elections(servers(solution, 3));
    cast =
        cast.during(ELECTION, 2 * ELECTION, Seat.troubles(cast).leaderAndAlone(2))
            .calmAt(3 * ELECTION)
            .lasting(3 * ELECTION + 100)
            .sometimes("a second leader is elected", Rules.electedAgain());
    cast = Rules.quiet(cast, new Window(2 * ELECTION - 1_000, 2 * ELECTION), IDLE_MESSAGES_MAX);
    return Rules.led(cast, new Window(0, ELECTION), new Window(2 * ELECTION, 3 * ELECTION));
  }

  private static Scenario<RaftMessage> seven(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = Rules.elections(servers(solution, 7));
    int rounds = 5;
    Window[] windows = new Window[rounds + 1];
    windows[0] = new Window(0, ELECTION);
    for (int i = 1; i <= rounds; i++) {
      windows[i] = new Window(i * ELECTION, (i + 1) * ELECTION);
      cast = cast.during(i * ELECTION, (i + 1) * ELECTION, Seat.troubles(cast).leaderAndAlone(2));
    }
    cast =
        cast.calmAt((rounds + 1) * ELECTION)
            .lasting((rounds + 2) * ELECTION)
            .sometimes("a second leader is elected", Rules.electedAgain());
    return Rules.led(cast, windows);
  }

  /// Messages take about as long as servers wait, and whoever is elected is soon cut off.
  private static Scenario<RaftMessage> bad(Solution<RaftMessage> solution) {
    LinkProfile bad =
        LinkProfile.LAN
            .losing(5 * PERCENT)
            .duplicating(5 * PERCENT)
            .delaying(Span.millis(1, 250))
            .delaying(10 * PERCENT, Span.millis(100, 800));
    Scenario<RaftMessage> cast = Rules.elections(servers(solution, 3)).network(bad);
    long calm = 15_000;
    cast =
        cast.nemesis(
                Seat.troubles(cast)
                    .leadersCutOff(new Rhythm(Span.millis(100, 600), Span.millis(100, 600))))
            .calmAt(calm)
            .lasting(calm + ELECTION + 1_000)
            .sometimes("a second leader is elected", Rules.electedAgain());
    return Rules.led(cast, Window.from(calm));
  }
}
