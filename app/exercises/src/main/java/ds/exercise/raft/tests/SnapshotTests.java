package ds.exercise.raft.tests;

import ds.core.NodeId;
import ds.exercise.judge.Troubles;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.judge.Proposer.Plan;
import ds.exercise.raft.judge.Rules;
import ds.exercise.raft.judge.Seat;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import java.util.List;
import java.util.function.Function;

/// Part 4: snapshots (§7). Commands come in such numbers that every server has to forget some.
final class SnapshotTests {

  /// Twice what a hundred entries of forty letters need.
  private static final long DISK_LETTERS_MAX = 10_000;

  private static final int COMMAND_LETTERS = 40;

  private static final int CLIENTS = 4;

  private static final long START = ElectionTests.ELECTION;

  private static final long TROUBLE = 8_000;

  private SnapshotTests() {}

  static final TestCase<RaftMessage> SHORT =
      new TestCase<>(
          "snapshots-keep-the-log-short",
          "forgets the entries of which it has the sum",
          5,
          3,
          it -> shortLog(it));

  static final TestCase<RaftMessage> LAGGARD =
      new TestCase<>(
          "a-snapshot-for-a-laggard",
          "gives a follower the state when its leader has forgotten the entries",
          4,
          6,
          it -> laggard(it));

  static final TestCase<RaftMessage> CRASHED =
      new TestCase<>(
          "a-snapshot-for-one-that-crashed",
          "gives the state to a follower that was down",
          4,
          6,
          it -> crashed(it));

  static final TestCase<RaftMessage> RESTARTS =
      new TestCase<>(
          "everybody-restarts-from-snapshots",
          "goes on from its snapshot after a restart",
          4,
          8,
          it -> restarts(it));

  static final TestCase<RaftMessage> STALE =
      new TestCase<>(
          "snapshots-over-a-bad-network",
          "takes no state that is older than its own",
          4,
          15,
          it -> stale(it));

  static final TestCase<RaftMessage> EVERYTHING =
      new TestCase<>(
          "everything-at-once", "survives all faults together", 5, 20, it -> everything(it));

  /// Some clients whose commands come at 80 a second together, and later slowly.
  private static Scenario<RaftMessage> cast(Solution<RaftMessage> solution, int servers) {
    return LogTests.cast(solution, servers, Plan.flow(0, 0))
        .clients(CLIENTS, LogTests.proposer(Plan.flow(1_000, 50).withLetters(COMMAND_LETTERS)));
  }

  private static Scenario<RaftMessage> shortLog(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 3);
    return LogTests.calm(Rules.compact(cast, DISK_LETTERS_MAX), START + 6_000)
        .sometimes("a server is elected", Rules.elected());
  }

  private static Scenario<RaftMessage> laggard(Solution<RaftMessage> solution) {
    return lost(solution, troubles -> troubles.followersAlone(1));
  }

  private static Scenario<RaftMessage> crashed(Solution<RaftMessage> solution) {
    return lost(solution, troubles -> troubles.followersCrash(1));
  }

  private static Scenario<RaftMessage> lost(
      Solution<RaftMessage> solution,
      Function<Troubles<RaftMessage>, Function<World<RaftMessage>, List<Fault>>> trouble) {
    Scenario<RaftMessage> cast = cast(solution, 3);
    long end = START + 3_000;
    cast = cast.during(START, end, trouble.apply(Seat.troubles(cast)));
    return LogTests.calm(cast, end).sometimes("a snapshot is taken over", Rules.restored());
  }

  private static Scenario<RaftMessage> restarts(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 3).disk(Span.millis(0, 5));
    List<NodeId> ids = cast.serverIds();
    cast =
        cast.nemesis(
            Nemeses.blackouts(new Rhythm(Span.millis(500, 2_500), Span.millis(1, 300)), ids));
    return LogTests.calm(cast, TROUBLE + 2_000)
        .sometimes("a snapshot is taken over", Rules.restored());
  }

  private static Scenario<RaftMessage> stale(Solution<RaftMessage> solution) {
    LinkProfile bad = LogTests.bad().delaying(20 * LinkProfile.PERCENT, Span.millis(50, 1_500));
    Scenario<RaftMessage> cast = cast(solution, 3).network(bad);
    Rhythm often = new Rhythm(Span.millis(300, 1_000), Span.millis(500, 2_000));
    return LogTests.calm(cast.nemesis(Nemeses.partitions(often, cast.serverIds())), TROUBLE)
        .sometimes("a snapshot is taken over", Rules.restored());
  }

  private static Scenario<RaftMessage> everything(Solution<RaftMessage> solution) {
    Scenario<RaftMessage> cast = cast(solution, 5).network(LogTests.bad()).disk(Span.millis(0, 20));
    List<NodeId> ids = cast.serverIds();
    Rhythm often = new Rhythm(Span.millis(300, 1_500), Span.millis(100, 1_500));
    Rhythm rare = new Rhythm(Span.millis(1_000, 5_000), Span.millis(10, 500));
    return LogTests.calm(
            cast.nemesis(Nemeses.crashes(often, ids))
                .nemesis(Nemeses.partitions(often, ids))
                .nemesis(Nemeses.blackouts(rare, ids))
                .nemesis(Nemeses.clogs(often, ids))
                .nemesis(Nemeses.pauses(rare, ids))
                .nemesis(Nemeses.disks(rare, ids))
                .nemesis(Nemeses.clockJumps(rare, ids))
                .nemesis(Seat.troubles(cast).leadersSuffer(often)),
            TROUBLE)
        .sometimes("a snapshot is taken over", Rules.restored());
  }
}
