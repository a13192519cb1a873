package ds.exercise.replicatedkv.tests;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.NodeId;
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
import java.util.List;

/// Part 2: a request is carried out once however often it comes, and a get sees all that was
/// answered before, whatever fails.
final class SessionTests {

  private static final long START = MachineTests.START;

  /// How long faults last by chance.
  private static final long TROUBLE = 8_000;

  /// Some ten times what a call takes, and less than until the next heartbeat.
  private static final long CALL_MILLIS_MAX = 30;

  /// Some five times what two followers need for a call, and for a second without calls.
  private static final long CALL_MESSAGES_MAX = 40;

  private static final long IDLE_MESSAGES_MAX = 250;

  private static final int READS = 100;

  /// Records written while there are only gets: an election or two.
  private static final long READ_RECORDS_MAX = READS / 5;

  static final Rhythm RHYTHM = new Rhythm(Span.millis(300, 1_500), Span.millis(100, 1_200));

  static final LinkProfile BAD =
      LinkProfile.LAN
          .losing(8 * PERCENT)
          .duplicating(5 * PERCENT)
          .delaying(10 * PERCENT, Span.millis(1, 600));

  private SessionTests() {}

  static final TestCase<KvMessage> LOST_ANSWERS =
      new TestCase<>(
          "lost-answers", "does a write once although it is asked twice", 5, 20, it -> lossy(it));

  static final TestCase<KvMessage> LATE_REQUESTS =
      new TestCase<>(
          "late-requests", "does not do what was done long ago again", 5, 20, it -> late(it));

  static final TestCase<KvMessage> SPEED =
      new TestCase<>("speed", "answers soon, and with few messages", 3, 5, it -> speed(it));

  static final TestCase<KvMessage> READING =
      new TestCase<>("reading", "reads without writing", 4, 5, it -> reading(it));

  static final TestCase<KvMessage> OLD_LEADER =
      new TestCase<>(
          "an-old-leader", "reads nothing that is out of date", 5, 20, it -> oldLeader(it));

  static final TestCase<KvMessage> PARTITIONS =
      new TestCase<>("partitions", "looks like one copy across cuts", 5, 30, it -> partitions(it));

  static final TestCase<KvMessage> CRASHES =
      new TestCase<>("crashes", "looks like one copy across crashes", 5, 20, it -> crashes(it));

  static final TestCase<KvMessage> ALL_AT_ONCE =
      new TestCase<>(
          "all-at-once", "looks like one copy whatever happens", 6, 20, it -> allAtOnce(it));

  private static Scenario<KvMessage> lossy(Solution<KvMessage> solution) {
    return asked(solution, LinkProfile.LAN.losing(15 * PERCENT));
  }

  private static Scenario<KvMessage> late(Solution<KvMessage> solution) {
    return asked(
        solution,
        LinkProfile.LAN.duplicating(20 * PERCENT).delaying(20 * PERCENT, Span.millis(1, 1_500)));
  }

  private static Scenario<KvMessage> asked(Solution<KvMessage> solution, LinkProfile network) {
    long end = START + TROUBLE;
    Habit habit = new Habit(START, end + 500, MachineTests.LEISURE, Habit.mixed(1));
    return Rules.exact(
            MachineTests.cast(solution, 3, 3, habit).network(network).calmAt(end), end + 500)
        .sometimes("a client asks again", Rules.askedAgain());
  }

  private static Scenario<KvMessage> speed(Solution<KvMessage> solution) {
    return Rules.frugal(
        Rules.quick(steady(solution, 100), CALL_MILLIS_MAX), CALL_MESSAGES_MAX, IDLE_MESSAGES_MAX);
  }

  private static Scenario<KvMessage> reading(Solution<KvMessage> solution) {
    return Rules.reading(steady(solution, READS), READ_RECORDS_MAX);
  }

  /// So many puts and then as many gets of one client, one after the other.
  private static Scenario<KvMessage> steady(Solution<KvMessage> solution, int count) {
    long end = START + 2L * count * CALL_MILLIS_MAX + 1_000;
    Habit habit = new Habit(START, end, Span.NONE, Habit.putsThenGets(count));
    return Rules.exact(MachineTests.cast(solution, 3, 1, habit), end)
        .sometimes("a call is answered", Rules.answered());
  }

  /// Whoever only reads has no reason to leave a leader that nobody follows any more: first with
  /// clients that reach everybody, then with the readers on its side of the cut.
  private static Scenario<KvMessage> oldLeader(Solution<KvMessage> solution) {
    long first = START + 1_000;
    long second = first + MachineTests.GOING_ON + 1_000;
    long end = second + MachineTests.GOING_ON;
    Span think = Span.millis(10, 100);
    Habit reader = new Habit(START, end + 500, think, Habit.gets(1));
    Habit writer = new Habit(START, end + 500, think, Habit.mixed(1));
    Scenario<KvMessage> cast =
        MachineTests.two(solution, 2, reader, writer).disk(MachineTests.DISK).calmAt(end);
    Troubles<KvMessage> troubles = Leadership.troubles(cast);
    cast =
        cast.during(first, first + MachineTests.GOING_ON, troubles.leaderAndAlone(0))
            .during(
                second,
                end,
                troubles.leaderWith(0, MachineTests.clients(1, 2), MachineTests.clients(3, 5)));
    return Rules.exact(
            Rules.goingOn(
                cast, new Window(first, first + MachineTests.GOING_ON), new Window(second, end)),
            end + 500)
        .sometimes("a client waits apart from a majority", Rules.waitsApart())
        .sometimes("another server answers", Rules.otherServerAnswers());
  }

  private static Scenario<KvMessage> partitions(Solution<KvMessage> solution) {
    Scenario<KvMessage> cast = troubled(solution, 3, 2).disk(MachineTests.DISK);
    List<NodeId> ids = cast.serverIds();
    return cast.nemesis(Nemeses.partitions(RHYTHM, ids))
        .nemesis(Leadership.troubles(cast).leadersSuffer(RHYTHM));
  }

  private static Scenario<KvMessage> crashes(Solution<KvMessage> solution) {
    Scenario<KvMessage> cast = troubled(solution, 3, 2).disk(MachineTests.DISK);
    List<NodeId> ids = cast.serverIds();
    return cast.nemesis(Nemeses.crashes(RHYTHM, ids))
        .nemesis(Nemeses.blackouts(new Rhythm(Span.millis(1_000, 4_000), RHYTHM.lasts()), ids));
  }

  private static Scenario<KvMessage> allAtOnce(Solution<KvMessage> solution) {
    return withEverything(troubled(solution, 5, 3));
  }

  /// Clients that go on through faults, which end while they go on.
  static Scenario<KvMessage> troubled(Solution<KvMessage> solution, int servers, int keys) {
    long end = START + TROUBLE;
    Habit habit = new Habit(START, end + 1_000, Span.millis(0, 60), Habit.mixed(keys));
    return Rules.exact(
            MachineTests.cast(solution, servers, servers + 1, habit).calmAt(end), end + 1_000)
        .sometimes("another server answers", Rules.otherServerAnswers());
  }

  static Scenario<KvMessage> withEverything(Scenario<KvMessage> cast) {
    List<NodeId> ids = cast.serverIds();
    return cast.network(BAD)
        .disk(MachineTests.DISK)
        .nemesis(Leadership.troubles(cast).leadersSuffer(RHYTHM))
        .nemesis(Nemeses.partitions(RHYTHM, ids))
        .nemesis(Nemeses.crashes(RHYTHM, ids))
        .nemesis(Nemeses.blackouts(new Rhythm(Span.millis(1_000, 6_000), RHYTHM.lasts()), ids));
  }
}
