package ds.exercise.replicatedkv.tests;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.exercise.judge.Troubles;
import ds.exercise.judge.Window;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.judge.Habit;
import ds.exercise.replicatedkv.judge.Leadership;
import ds.exercise.replicatedkv.judge.Rules;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;

/// Part 3: what was carried out is replaced by its outcome, and nobody notices.
final class SnapshotTests {

  private static final long START = MachineTests.START;

  /// Three times what a store needs that makes a snapshot every dozen writes.
  static final long DISK_LETTERS_MAX = 12_000;

  private SnapshotTests() {}

  static final TestCase<KvMessage> SHORT_LOG =
      new TestCase<>(
          "a-small-disk", "keeps little however many writes there were", 4, 10, it -> shortLog(it));

  static final TestCase<KvMessage> LAGGARD =
      new TestCase<>(
          "a-laggard", "brings a server up to date that missed much", 5, 15, it -> laggard(it));

  static final TestCase<KvMessage> SESSIONS =
      new TestCase<>(
          "a-request-from-before",
          "remembers in a snapshot what was done",
          5,
          25,
          it -> before(it));

  static final TestCase<KvMessage> ALL_AT_ONCE =
      new TestCase<>(
          "all-at-once-on-small-disks",
          "looks like one copy whatever happens, and keeps little",
          6,
          20,
          it -> allAtOnce(it));

  private static Scenario<KvMessage> shortLog(Solution<KvMessage> solution) {
    long blackout = START + 1_000;
    long end = blackout + 1_500;
    Habit habit = new Habit(START, end, Span.millis(0, 20), Habit.puts(3));
    Scenario<KvMessage> cast = MachineTests.cast(solution, 3, 4, habit).calmAt(end - 500);
    Troubles<KvMessage> troubles = Leadership.troubles(cast);
    return Rules.exact(compact(cast.during(blackout, blackout + 300, troubles.blackout())), end)
        .sometimes("a server answers after a restart", Rules.answersAfterRestart());
  }

  /// One server misses some hundred writes. Then its voice is needed, and then it may have to lead.
  private static Scenario<KvMessage> laggard(Solution<KvMessage> solution) {
    long cut = START + 500;
    long healed = cut + 1_000;
    long first = healed + 1_000;
    long second = first + MachineTests.GOING_ON + 2_000;
    long end = second + MachineTests.GOING_ON;
    Habit habit = new Habit(START, end + 500, Span.millis(20, 100), Habit.mixed(2));
    Scenario<KvMessage> cast = MachineTests.cast(solution, 3, 4, habit).calmAt(end);
    Troubles<KvMessage> troubles = Leadership.troubles(cast);
    cast =
        cast.during(cut, healed, troubles.lastAlone(1))
            .during(first, first + MachineTests.GOING_ON, troubles.leaderAndAlone(0))
            .during(second, end, troubles.leaderCrashes(0));
    return Rules.exact(
            Rules.goingOn(
                compact(cast),
                new Window(first, first + MachineTests.GOING_ON),
                new Window(second, end)),
            end + 500)
        .sometimes("another server answers", Rules.otherServerAnswers());
  }

  private static Scenario<KvMessage> before(Solution<KvMessage> solution) {
    Scenario<KvMessage> cast =
        SessionTests.troubled(solution, 3, 1).network(LinkProfile.LAN.losing(10 * PERCENT));
    Rhythm rhythm = new Rhythm(Span.millis(500, 2_000), Span.millis(50, 500));
    return compact(cast.nemesis(Nemeses.blackouts(rhythm, cast.serverIds())))
        .sometimes("a client asks again", Rules.askedAgain());
  }

  private static Scenario<KvMessage> allAtOnce(Solution<KvMessage> solution) {
    return compact(SessionTests.withEverything(SessionTests.troubled(solution, 5, 3)));
  }

  private static Scenario<KvMessage> compact(Scenario<KvMessage> cast) {
    return Rules.compact(cast, DISK_LETTERS_MAX);
  }
}
