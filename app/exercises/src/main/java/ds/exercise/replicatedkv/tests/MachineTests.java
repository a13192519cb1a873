package ds.exercise.replicatedkv.tests;

import ds.core.NodeId;
import ds.exercise.judge.Troubles;
import ds.exercise.judge.Window;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.judge.Client;
import ds.exercise.replicatedkv.judge.Habit;
import ds.exercise.replicatedkv.judge.Leadership;
import ds.exercise.replicatedkv.judge.Rules;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.scenario.Scenario;
import java.util.List;
import java.util.stream.IntStream;

/// Part 1: the log carries the requests, and the copies stay equal. Nothing is lost, so a request
/// comes twice only if a server fails; then it may be carried out twice.
final class MachineTests {

  /// Clients leave so much time for the first election.
  static final long START = 5_000;

  /// How long it may take until calls are answered after a majority reach one another.
  static final long GOING_ON = 10_000;

  static final Span LEISURE = Span.millis(50, 150);
  static final Span HASTE = Span.millis(0, 20);

  /// How long a write takes to become durable.
  static final Span DISK = Span.micros(0, 2_000);

  private MachineTests() {}

  static final TestCase<KvMessage> ONE_CLIENT =
      new TestCase<>("one-client", "answers one client", 3, 5, it -> alone(it));

  static final TestCase<KvMessage> MANY_CLIENTS =
      new TestCase<>("many-clients", "answers many clients at once", 4, 10, it -> crowd(it));

  static final TestCase<KvMessage> LEADER_ALONE =
      new TestCase<>(
          "a-leader-without-followers",
          "answers nothing without a majority, and everything afterwards",
          5,
          20,
          it -> leaderAlone(it));

  static final TestCase<KvMessage> LEADER_LOST =
      new TestCase<>(
          "a-leader-is-lost",
          "goes on when a leader crashes, and when one is cut off",
          5,
          10,
          it -> leaderLost(it));

  static final TestCase<KvMessage> RESTART =
      new TestCase<>(
          "everybody-restarts",
          "has lost nothing when all servers restart",
          5,
          20,
          it -> restart(it));

  static Scenario<KvMessage> cast(
      Solution<KvMessage> solution, int servers, int clients, Habit habit) {
    return Scenario.<KvMessage>named("replicated-kv")
        .servers(servers, solution.nodes("KvServer"))
        .clients(clients, (self, known) -> new Client(known, habit))
        .calmAt(0);
  }

  /// Three servers and five clients, of which the first `count` have one habit and the others
  /// another.
  static Scenario<KvMessage> two(
      Solution<KvMessage> solution, int count, Habit first, Habit others) {
    NodeId last = new NodeId("c" + count);
    return cast(solution, 3, 5, others)
        .clients(5, (self, known) -> new Client(known, self.compareTo(last) <= 0 ? first : others));
  }

  /// The clients of these numbers.
  static List<NodeId> clients(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> new NodeId("c" + i)).toList();
  }

  private static Scenario<KvMessage> alone(Solution<KvMessage> solution) {
    long end = START + 3_000;
    Habit habit = new Habit(START, end, HASTE, Habit.tour());
    return Rules.ordered(Rules.alone(cast(solution, 3, 1, habit)), end)
        .sometimes("a call is answered", Rules.answered());
  }

  private static Scenario<KvMessage> crowd(Solution<KvMessage> solution) {
    long end = START + 1_000;
    Habit habit = new Habit(START, end, HASTE, Habit.mixed(2));
    return Rules.exact(cast(solution, 3, 5, habit), end)
        .sometimes("a call is answered", Rules.answered());
  }

  /// The old leader gathers requests that will be lost, and the new one has few: so its entries
  /// come to stand where those of the old one were, when the old one is back.
  private static Scenario<KvMessage> leaderAlone(Solution<KvMessage> solution) {
    long cut = START + 1_000;
    long end = cut + GOING_ON;
    Habit busy = new Habit(START, end + 1_000, LEISURE, Habit.writes(1));
    Habit idle = new Habit(START, end + 1_000, Span.millis(1_500, 3_000), Habit.writes(1));
    Scenario<KvMessage> cast = two(solution, 3, busy, idle).calmAt(end);
    cast =
        cast.during(
            cut, end, Leadership.troubles(cast).leaderWith(0, clients(1, 3), clients(4, 5)));
    return Rules.ordered(Rules.goingOn(cast, new Window(cut, end)), end + 1_000)
        .sometimes("a client waits apart from a majority", Rules.waitsApart());
  }

  private static Scenario<KvMessage> leaderLost(Solution<KvMessage> solution) {
    long first = START + 1_000;
    long second = first + GOING_ON + 1_000;
    long end = second + GOING_ON;
    Habit habit = new Habit(START, end + 1_000, LEISURE, Habit.puts(2));
    Scenario<KvMessage> cast = cast(solution, 3, 3, habit).calmAt(end).disk(DISK);
    Troubles<KvMessage> troubles = Leadership.troubles(cast);
    cast =
        cast.during(first, first + GOING_ON, troubles.leaderCrashes(0))
            .during(second, end, troubles.leaderAndAlone(0));
    return Rules.ordered(
            Rules.goingOn(cast, new Window(first, first + GOING_ON), new Window(second, end)),
            end + 1_000)
        .sometimes("another server answers", Rules.otherServerAnswers());
  }

  /// Disks are slow, so that clients ask a new leader while what it had before is yet to be carried
  /// out again.
  private static Scenario<KvMessage> restart(Solution<KvMessage> solution) {
    long first = START + 500;
    long second = first + 2_500;
    long end = second + 2_500;
    Habit habit = new Habit(START, end, Span.millis(0, 50), Habit.puts(2));
    Scenario<KvMessage> cast =
        cast(solution, 3, 3, habit).calmAt(end - 1_000).disk(Span.millis(5, 20));
    Troubles<KvMessage> troubles = Leadership.troubles(cast);
    cast =
        cast.during(first, first + 300, troubles.blackout())
            .during(second, second + 300, troubles.blackout());
    return Rules.ordered(cast, end)
        .sometimes("a server answers after a restart", Rules.answersAfterRestart());
  }
}
