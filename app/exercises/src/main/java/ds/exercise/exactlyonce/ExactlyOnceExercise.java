package ds.exercise.exactlyonce;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.Step;
import ds.exercise.judge.CallsAnswered;
import ds.exercise.judge.Facts;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.history.model.VersionedKeyValueModel;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.List;

/// A store that knows none of its clients, and a lock that trusts it.
public final class ExactlyOnceExercise {

  /// When the network becomes reliable, and how long everything may take after that.
  private static final long CALM_MILLIS = 20_000;

  private static final long PATIENCE_MILLIS = 60_000;

  /// How much more a server may remember after a hundred thousand clients than after a thousand: a
  /// fifth of a thing for each.
  static final long GROWTH_MAX = 20_000;

  private static final String TRUTH = "an error means that nothing was done";
  private static final String RIGHT = "every answer is the right one";

  private static final int TOUR = 12;
  private static final int ROUNDS = 3;

  private static final LinkProfile LOSSY = LinkProfile.LAN.losing(25 * PERCENT);

  /// It doubles nothing by itself: whoever asks only once then, and is refused, knows that the put
  /// was not done.
  private static final LinkProfile BAD =
      LinkProfile.LAN.losing(10 * PERCENT).delaying(25 * PERCENT, Span.millis(1, 2_000));

  public static final Exercise<KvMessage> EXERCISE =
      Exercise.<KvMessage>named(
              "exactly-once", "calls that may have happened, conditional writes, locks")
          .taking("3 hours")
          .after("ping")
          .writing("KvServer", "KvClient", "LockClient")
          .given(KvMessage.class, Operation.class, Result.class)
          .part(
              "A store",
              test("put-and-get", "answers one user", 2, 5, ExactlyOnceExercise::alone),
              test("ten-users", "lets one of ten racing puts win", 3, 10, ExactlyOnceExercise::ten))
          .part(
              "A bad network",
              test("a-lost-message", "asks again", 3, 20, ExactlyOnceExercise::lossy),
              test("a-late-answer", "is not misled", 3, 30, ExactlyOnceExercise::late),
              test("maybe", "says what it knows, and no more", 4, 30, ExactlyOnceExercise::maybe),
              test("a-crowd", "remembers no client", 3, 1, ExactlyOnceExercise::crowd))
          .part(
              "A lock",
              test("one-lock", "is had and given back", 2, 5, ExactlyOnceExercise::lock),
              test("two-locks", "are held at once", 2, 10, ExactlyOnceExercise::nested),
              test("a-wanted-lock", "has one holder", 3, 20, ExactlyOnceExercise::contended),
              test("a-lossy-lock", "survives a maybe", 5, 30, ExactlyOnceExercise::lossyLocks));

  private ExactlyOnceExercise() {}

  private static TestCase<KvMessage> test(
      String name, String claim, int points, int runs, Opening opening) {
    return new TestCase<>(name, claim, points, runs, opening::open);
  }

  private interface Opening {
    Scenario<KvMessage> open(Solution<KvMessage> solution);
  }

  private static Scenario<KvMessage> alone(Solution<KvMessage> solution) {
    return users(solution, LinkProfile.LAN, 1, Calls.tour(), TOUR)
        .always(RIGHT, () -> new Promises.Sequential(_ -> true))
        .sometimes("a put is refused", (_, step) -> conflicts(step));
  }

  private static Scenario<KvMessage> ten(Solution<KvMessage> solution) {
    return users(solution, LinkProfile.LAN, 10, Calls.races(10, 2), 100)
        .linearizable(new VersionedKeyValueModel())
        .sometimes("a put is refused", (_, step) -> conflicts(step));
  }

  private static Scenario<KvMessage> lossy(Solution<KvMessage> solution) {
    return users(solution, LOSSY, 1, Calls.races(20, 1), 20)
        .always(TRUTH, () -> new Promises.Sequential(Promises::isRefused))
        .always(RIGHT, () -> new Promises.Sequential(it -> !Promises.isRefused(it)))
        .sometimes("a question is asked again", ExactlyOnceExercise::isAskedAgain);
  }

  private static Scenario<KvMessage> late(Solution<KvMessage> solution) {
    return users(solution, BAD, 1, Calls.races(30, 2), 30)
        .always(RIGHT, () -> new Promises.Sequential(_ -> true))
        .sometimes("a question is asked again", ExactlyOnceExercise::isAskedAgain);
  }

  private static Scenario<KvMessage> maybe(Solution<KvMessage> solution) {
    var maybe = new VersionedKeyValueModel.Maybe();
    return users(solution, BAD, 3, Calls.races(20, 1), 60)
        .always(TRUTH, Promises.Truthful::new)
        .linearizable(new VersionedKeyValueModel())
        .sometimes("a put is answered maybe", (_, step) -> Promises.isAnswered(step, maybe));
  }

  private static Scenario<KvMessage> crowd(Solution<KvMessage> solution) {
    var servers = solution.nodes("KvServer");
    var clerks = solution.nodes("KvClient");
    return Scenario.<KvMessage>named("exactly-once")
        .servers(1, (self, known) -> new Crowd(self, servers.make(self, known), clerks))
        .calmAt(0)
        .lasting(PATIENCE_MILLIS)
        .always("clients are forgotten", Promises.Bounded::new)
        .eventually("every call is answered", Promises.CrowdServed::new);
  }

  private static Scenario<KvMessage> users(
      Solution<KvMessage> solution, LinkProfile network, int count, Calls calls, int expected) {
    var clerks = solution.nodes("KvClient");
    return cast(solution, network)
        .clients(count, (self, known) -> new User(clerks.make(self, known), calls))
        .always("a maybe follows a second try", Promises.Hesitant::new)
        .always("a call is answered once", Promises.Once::new)
        .eventually("every call is answered", () -> new CallsAnswered<>("calls", expected));
  }

  private static Scenario<KvMessage> lock(Solution<KvMessage> solution) {
    return lockUsers(solution, LinkProfile.LAN, 1, List.of("a"));
  }

  private static Scenario<KvMessage> nested(Solution<KvMessage> solution) {
    return lockUsers(solution, LinkProfile.LAN, 1, List.of("a", "b"));
  }

  private static Scenario<KvMessage> contended(Solution<KvMessage> solution) {
    return lockUsers(solution, LinkProfile.LAN, 5, List.of("a"));
  }

  private static Scenario<KvMessage> lossyLocks(Solution<KvMessage> solution) {
    return lockUsers(solution, BAD, 3, List.of("a", "b"))
        .sometimes("a question is asked again", ExactlyOnceExercise::isAskedAgain);
  }

  private static Scenario<KvMessage> lockUsers(
      Solution<KvMessage> solution, LinkProfile network, int count, List<String> locks) {
    var clients = solution.nodes("LockClient");
    int expected = count * ROUNDS * locks.size();
    return cast(solution, network)
        .clients(count, (self, known) -> new LockUser(clients.make(self, known), locks, ROUNDS))
        .always("a lock has one holder", Promises.Exclusive::new)
        .always("a call is answered once", Promises.Once::new)
        .sometimes("a lock is held", (_, step) -> states(step, new UserFact.Holds("a")))
        .eventually("everybody has every lock", () -> new Promises.AllServed(expected));
  }

  private static Scenario<KvMessage> cast(Solution<KvMessage> solution, LinkProfile network) {
    return Scenario.<KvMessage>named("exactly-once")
        .servers(1, solution.nodes("KvServer"))
        .network(network)
        .calmAt(CALM_MILLIS)
        .lasting(CALM_MILLIS + PATIENCE_MILLIS);
  }

  private static boolean conflicts(Step<KvMessage> step) {
    return Promises.isAnswered(step, new VersionedKeyValueModel.Conflict());
  }

  private static boolean states(Step<KvMessage> step, Fact fact) {
    return Facts.of(step).contains(fact);
  }

  private static boolean isAskedAgain(World<KvMessage> world, Step<KvMessage> step) {
    return step.event() instanceof Event.TimerFired<KvMessage>(var timer)
        && !(timer instanceof User.UserTimer)
        && step.effects().stream().anyMatch(it -> it instanceof Effect.Send);
  }
}
