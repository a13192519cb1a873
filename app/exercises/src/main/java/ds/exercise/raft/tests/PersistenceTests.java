package ds.exercise.raft.tests;

import ds.core.NodeId;
import ds.exercise.judge.Troubles;
import ds.exercise.judge.Window;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.judge.Proposer.Plan;
import ds.exercise.raft.judge.Rules;
import ds.exercise.raft.judge.Seat;
import ds.exercise.raft.judge.SwingVoter;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import java.util.List;

/// Part 3: what a crash leaves (figure 2, persistent state). Servers crash, and what their disks
/// were still writing is lost.
final class PersistenceTests {

  private static final long START = ElectionTests.ELECTION;

  /// How long servers are struck at random.
  private static final long TROUBLE = 8_000;

  /// A round in which two servers want the vote of a third.
  private static final long VOTING = 5_000;

  private PersistenceTests() {}

  static final TestCase<RaftMessage> RESTARTS =
      new TestCase<>(
          "restarts",
          "goes on after all, the leader, or a follower restarted",
          3,
          10,
          it -> restarts(it));

  static final TestCase<RaftMessage> STAGGERED =
      new TestCase<>(
          "staggered-crashes",
          "goes on with any three of five, whichever crashed before",
          3,
          10,
          it -> staggered(it));

  static final TestCase<RaftMessage> VOTES =
      new TestCase<>(
          "a-vote-is-remembered",
          "votes once in a term, across a crash too",
          3,
          25,
          it -> votes(it));

  static final TestCase<RaftMessage> SLOW_DISK =
      new TestCase<>(
          "a-slow-disk",
          "acknowledges nothing that a crash can still take away",
          3,
          15,
          it -> slowDisk(it));

  static final TestCase<RaftMessage> FIGURE_8 =
      new TestCase<>(
          "figure-8-with-crashes",
          "keeps what was applied while leaders crash as soon as they lead",
          3,
          15,
          it -> figure8(it, LinkProfile.LAN));

  static final TestCase<RaftMessage> FIGURE_8_BAD =
      new TestCase<>(
          "figure-8-with-a-bad-network",
          "keeps what was applied while leaders crash and messages are late by whole terms",
          3,
          15,
          it -> figure8(it, LogTests.bad()));

  static final TestCase<RaftMessage> CHURN =
      new TestCase<>("churn", "serves clients while servers come and go", 3, 15, it -> churn(it));

  static final TestCase<RaftMessage> CHURN_BAD =
      new TestCase<>(
          "churn-with-a-bad-network",
          "serves clients while servers come and go, with slow disks and a bad network",
          3,
          15,
          it -> churn(it).network(LogTests.bad()).disk(Span.millis(0, 20)));

  private static Scenario<RaftMessage> restarts(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = LogTests.cast(solution, 3, Plan.flow(START, 300));
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    long leader = START + 2_000 + LogTests.GOING_ON;
    long follower = leader + LogTests.GOING_ON;
    cast =
        cast.during(START + 1_000, START + 2_000, troubles.blackout())
            .during(leader, follower, troubles.leaderCrashes(0))
            .during(follower, follower + 2_000, troubles.followersCrash(1));
    cast = Rules.goingOn(cast, new Window(START + 2_000, leader), new Window(leader, follower));
    return LogTests.calm(cast, follower + 2_000)
        .sometimes("a second leader is elected", Rules.electedAgain());
  }

  private static Scenario<RaftMessage> staggered(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = LogTests.cast(solution, 5, Plan.flow(START, 400));
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    long first = START + 1_000;
    long second = first + LogTests.GOING_ON;
    long third = second + LogTests.GOING_ON;
    long end = third + 1_000;
    cast =
        cast.during(first, second, troubles.followersCrash(2))
            .during(second, third, troubles.leaderCrashes(1))
            .during(third, end, troubles.blackout());
    cast = Rules.goingOn(cast, new Window(first, second), new Window(second, third));
    return LogTests.calm(cast, end).sometimes("a second leader is elected", Rules.electedAgain());
  }

  /// The leader is cut off, and its two followers do not hear each other: both stand for election,
  /// term after term. Then the third is back and has the swing vote, and whenever it has written
  /// something it may crash for a moment.
  private static Scenario<RaftMessage> votes(Solution<RaftMessage> solution) {
    int rounds = 3;
    long end = START + rounds * VOTING;
    Scenario<RaftMessage> cast =
        LogTests.cast(solution, 3, Plan.flow(end, 300)).disk(Span.millis(5, 20));
    Troubles<RaftMessage> troubles = Seat.troubles(cast);
    for (int i = 0; i < rounds; i++) {
      long round = START + i * VOTING;
      cast =
          cast.during(round, round + VOTING - 1_500, troubles.followersDeaf())
              .during(round, round + 1_500, troubles.leaderWith(0));
    }
    return LogTests.calm(
            cast.nemesis(
                SwingVoter.crashes(
                    new Rhythm(Span.millis(1, 5), Span.millis(1, 10)), cast.serverIds())),
            end)
        .sometimes("a second leader is elected", Rules.electedAgain());
  }

  private static Scenario<RaftMessage> slowDisk(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast =
        LogTests.cast(solution, 3, Plan.flow(1_000, 20)).disk(Span.millis(5, 20));
    List<NodeId> ids = cast.serverIds();
    return LogTests.calm(
            cast.nemesis(
                Nemeses.blackouts(new Rhythm(Span.millis(700, 1_500), Span.millis(1, 50)), ids)),
            TROUBLE)
        .sometimes("a second leader is elected", Rules.electedAgain());
  }

  private static Scenario<RaftMessage> figure8(
      Solution<RaftMessage> solution, LinkProfile network) {
    Scenario<RaftMessage> cast = LogTests.cast(solution, 5, Plan.flow(1_000, 100)).network(network);
    return LogTests.calm(
            cast.nemesis(
                Seat.troubles(cast)
                    .youngLeadersCrash(new Rhythm(Span.millis(1, 100), Span.millis(100, 1_500)))),
            TROUBLE)
        .sometimes("a second leader is elected", Rules.electedAgain());
  }

  private static Scenario<RaftMessage> churn(Solution<RaftMessage> solution) {
    Plan plan = Plan.flow(1_000, 200);
    Scenario<RaftMessage> cast = LogTests.cast(solution, 5, plan);
    List<NodeId> ids = cast.serverIds();
    Rhythm often = new Rhythm(Span.millis(300, 1_500), Span.millis(100, 1_500));
    return LogTests.calm(
            cast.clients(3, LogTests.proposer(plan))
                .nemesis(Nemeses.crashes(often, ids))
                .nemesis(Nemeses.partitions(often, ids))
                .nemesis(Seat.troubles(cast).leadersSuffer(often)),
            TROUBLE)
        .sometimes("a second leader is elected", Rules.electedAgain());
  }
}
