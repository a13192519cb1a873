package ds.exercise.ping;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Step;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;

/// A node that asks ten questions and is not content until each is answered, once.
public final class PingExercise {

  /// How many questions there are.
  static final int QUESTIONS = 10;

  /// How long a pinger may take over all questions once nothing goes wrong any more.
  private static final long PATIENCE_MILLIS = 60_000;

  /// Questions that a pinger may ask within [#WINDOW]: ten times what a sound one needs.
  static final int BURST_MAX = 30;

  static final long WINDOW = 100 * MILLISECOND;

  public static final Exercise<PingMessage> EXERCISE =
      Exercise.<PingMessage>named("ping", "events, effects, timers, retry, duplicates")
          .taking("10 minutes")
          .writing("Pinger")
          .given(PingMessage.class, Answered.class)
          .part(
              "The question",
              new TestCase<>("ten-answers", "asks ten questions", 2, 5, PingExercise::calm))
          .part(
              "Bad luck",
              new TestCase<>(
                  "a-lost-question",
                  "asks again when nothing comes back",
                  3,
                  20,
                  PingExercise::lossy),
              new TestCase<>(
                  "a-doubled-answer", "counts an answer once", 3, 20, PingExercise::doubling),
              new TestCase<>(
                  "a-silent-ponger",
                  "waits for a ponger that is down, without shouting",
                  2,
                  20,
                  PingExercise::silent));

  private PingExercise() {}

  private static Scenario<PingMessage> calm(Solution<PingMessage> solution) {
    return cast(solution, LinkProfile.LAN);
  }

  private static Scenario<PingMessage> lossy(Solution<PingMessage> solution) {
    return cast(solution, LinkProfile.LAN.losing(30 * PERCENT))
        .sometimes("a question is asked again", PingExercise::isAskedAgain);
  }

  private static Scenario<PingMessage> doubling(Solution<PingMessage> solution) {
    return cast(
        solution,
        LinkProfile.LAN.duplicating(40 * PERCENT).delaying(20 * PERCENT, Span.millis(1, 2_000)));
  }

  private static Scenario<PingMessage> silent(Solution<PingMessage> solution) {
    Scenario<PingMessage> cast = cast(solution, LinkProfile.LAN);
    return cast.at(5, new Fault.Crashed(cast.serverIds().getFirst())).calmAt(5_000);
  }

  private static Scenario<PingMessage> cast(Solution<PingMessage> solution, LinkProfile network) {
    return Scenario.<PingMessage>named("ping")
        .servers(1, (self, servers) -> new Ponger())
        .clients(1, solution.nodes("Pinger"))
        .network(network)
        .calmAt(0)
        .lasting(PATIENCE_MILLIS)
        .always("only what was answered is reported", Promises.Honest::new)
        .always("every answer is reported once", Promises.Once::new)
        .always("the network is not flooded", Promises.Modest::new)
        .eventually("every question is answered", Promises.AllAnswered::new);
  }

  private static boolean isAskedAgain(World<PingMessage> world, Step<PingMessage> step) {
    return step.event() instanceof Event.TimerFired
        && step.effects().stream().anyMatch(it -> it instanceof Effect.Send);
  }
}
