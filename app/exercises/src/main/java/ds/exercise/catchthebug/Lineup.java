package ds.exercise.catchthebug;

import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.task.Solution;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Invariant;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.world.World;
import ds.protocol.paxos.PaxosMessage;
import java.util.List;
import java.util.function.Supplier;

/// Runs at which a watcher looks.
final class Lineup {

  private static final int FEW = 3;

  /// With five processes, two answers of one make a false majority.
  static final int MANY = 5;

  /// Long enough for some duels, and for a decision in most runs.
  private static final long CALM_MILLIS = 900;

  private static final long HORIZON_MILLIS = 2_000;

  /// How bad the luck is.
  enum Weather {
    GOOD,
    /// Messages are lost, doubled and late.
    ROUGH,
    /// Processes crash besides, some of them while they write.
    STORMY
  }

  private Lineup() {}

  /// @param guilty makes what tells when a suspect has given itself away
  static Scenario<PaxosMessage> suspects(
      Solution<PaxosMessage> solution,
      Suspect suspect,
      Weather weather,
      Supplier<Invariant<PaxosMessage>> guilty) {
    return cast(solution, suspect, weather)
        .always("the innocent are left in peace", () -> Promises.Fair.toSuspects(watcher(solution)))
        .always(
            "the suspect is caught", () -> new Promises.Watchful(watcher(solution), guilty.get()));
  }

  static Scenario<PaxosMessage> innocents(
      Solution<PaxosMessage> solution, Suspect innocent, Weather weather) {
    Scenario<PaxosMessage> cast =
        cast(solution, innocent, weather)
            .always(
                "the innocent are left in peace",
                () -> Promises.Fair.toInnocents(watcher(solution)))
            .sometimes("somebody decides", Lineup::isDecision);
    return weather == Weather.STORMY
        ? cast.sometimes("a process comes back", Lineup::isReturn)
        : cast;
  }

  private static Suspicion watcher(Solution<PaxosMessage> solution) {
    return solution.make("Watcher", Suspicion.class);
  }

  private static Scenario<PaxosMessage> cast(
      Solution<PaxosMessage> solution, Suspect suspect, Weather weather) {
    watcher(solution); // whoever has none hears of it before anything runs
    Scenario<PaxosMessage> cast =
        Scenario.<PaxosMessage>named("lineup")
            .servers(FEW, suspect.maker())
            .network(weather == Weather.GOOD ? LinkProfile.LAN : bad())
            .calmAt(CALM_MILLIS)
            .lasting(HORIZON_MILLIS)
            .always("the watcher does not fail", () -> new Promises.Steady(watcher(solution)));
    return weather == Weather.STORMY ? crashing(cast) : cast;
  }

  private static LinkProfile bad() {
    return LinkProfile.LAN
        .losing(10 * PERCENT)
        .duplicating(15 * PERCENT)
        .delaying(Span.millis(1, 50))
        .delaying(10 * PERCENT, Span.millis(1, 200));
  }

  private static Scenario<PaxosMessage> crashing(Scenario<PaxosMessage> cast) {
    List<NodeId> all = cast.serverIds();
    Rhythm often = new Rhythm(Span.millis(10, 120), Span.millis(1, 60));
    return cast.disk(Span.millis(0, 20))
        .nemesis(Nemeses.crashes(often, all))
        .nemesis(Nemeses.crashes(often, all));
  }

  private static boolean isDecision(World<PaxosMessage> world, Step<PaxosMessage> step) {
    return step.effects().stream().anyMatch(it -> it instanceof Effect.Report);
  }

  private static boolean isReturn(World<PaxosMessage> world, Step<PaxosMessage> step) {
    return step.event() instanceof Event.Started && world.now() > 0;
  }
}
