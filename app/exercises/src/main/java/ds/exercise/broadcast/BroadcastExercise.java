package ds.exercise.broadcast;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.task.Exercise;
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

/// Servers that pass on to each other whatever one of them was told.
public final class BroadcastExercise {

  private static final int FEW = 5;
  private static final int FEW_CLIENTS = 2;
  private static final int MANY = 25;
  private static final int MANY_CLIENTS = 10;

  /// How long everything may take once nothing goes wrong any more.
  private static final long PATIENCE_MILLIS = 30_000;

  private static final long TROUBLE_MILLIS = 4_000;

  /// A second before the first value, five and a half for the values, two for the last to arrive.
  private static final long MEASURED_MILLIS = 9_000;

  /// When even slow values have arrived, so that they can be told from lost ones.
  private static final long ARRIVED_MILLIS = 40_000;

  private static final LinkProfile LOSSY =
      LinkProfile.LAN
          .losing(20 * PERCENT)
          .duplicating(10 * PERCENT)
          .delaying(10 * PERCENT, Span.millis(5, 300));

  private static final LinkProfile FAR = LinkProfile.LAN.delaying(Span.millis(100, 100));

  private static final Rhythm CUTS = new Rhythm(Span.millis(100, 700), Span.millis(300, 1_500));

  private static final Rhythm CRASHES = new Rhythm(Span.millis(50, 300), Span.millis(50, 500));

  private static final Span DISK = Span.millis(2, 20);

  public static final Exercise<BroadcastMessage> EXERCISE =
      Exercise.<BroadcastMessage>named(
              "broadcast", "reliable broadcast, repair, what messages and milliseconds cost")
          .taking("4 hours")
          .after("ping", "unique-ids")
          .writing("Broadcaster", "FrugalBroadcaster")
          .given(BroadcastMessage.class, Delivered.class)
          .part(
              "One server", new TestCase<>("alone", "stores and delivers", 1, 5, it -> few(it, 1)))
          .part(
              "Many servers",
              new TestCase<>(
                  "five-servers", "passes values on", 2, 5, it -> fewTalking(it, "Broadcaster")))
          .part(
              "Bad luck",
              new TestCase<>(
                  "lost-messages",
                  "makes up for lost and doubled messages",
                  3,
                  20,
                  it -> lossy(it, "Broadcaster")),
              new TestCase<>(
                  "cut-in-two",
                  "stores while the network is cut, and catches up when it has healed",
                  3,
                  20,
                  BroadcastExercise::cut),
              new TestCase<>(
                  "crashes",
                  "loses nothing in a crash that it has stored",
                  4,
                  20,
                  BroadcastExercise::crashing))
          .part(
              "Fast",
              new TestCase<>(
                  "fast",
                  "is everywhere within 400 ms, for fewer than 30 messages a value",
                  4,
                  5,
                  BroadcastExercise::fast))
          .part(
              "Frugal",
              new TestCase<>(
                  "frugal",
                  "is everywhere within a second, for fewer than 20 messages a value",
                  4,
                  5,
                  BroadcastExercise::frugal),
              new TestCase<>(
                  "frugal-and-lossy",
                  "saves messages, but not at the expense of what was stored",
                  2,
                  20,
                  it -> lossy(it, "FrugalBroadcaster")));

  private BroadcastExercise() {}

  private static Scenario<BroadcastMessage> lossy(
      Solution<BroadcastMessage> solution, String nodes) {
    return fewTalking(solution, nodes)
        .network(LOSSY)
        .calmAt(TROUBLE_MILLIS)
        .lasting(TROUBLE_MILLIS + PATIENCE_MILLIS)
        .sometimes("a client broadcasts a value again", BroadcastExercise::isSaidAgain);
  }

  private static Scenario<BroadcastMessage> cut(Solution<BroadcastMessage> solution) {
    Scenario<BroadcastMessage> cast = fewTalking(solution, "Broadcaster");
    return cast.nemesis(Nemeses.partitions(CUTS, cast.serverIds()))
        .calmAt(TROUBLE_MILLIS)
        .lasting(TROUBLE_MILLIS + PATIENCE_MILLIS)
        .sometimes("a value comes while the network is cut", BroadcastExercise::isSaidInCut);
  }

  /// Single servers crash, and once all of them at the same time.
  private static Scenario<BroadcastMessage> crashing(Solution<BroadcastMessage> solution) {
    Scenario<BroadcastMessage> cast = fewTalking(solution, "Broadcaster");
    List<NodeId> servers = cast.serverIds();
    return cast.disk(DISK)
        .nemesis(Nemeses.crashes(CRASHES, servers))
        .nemesis(Nemeses.crashes(CRASHES, servers))
        .during(1_500, 1_600, world -> servers.stream().<Fault>map(Fault.Crashed::new).toList())
        .calmAt(TROUBLE_MILLIS)
        .lasting(TROUBLE_MILLIS + PATIENCE_MILLIS)
        .sometimes("a server restarts", BroadcastExercise::restarts);
  }

  private static Scenario<BroadcastMessage> fast(Solution<BroadcastMessage> solution) {
    return measured(solution, "Broadcaster", 30)
        .eventually("values are fast", () -> new Delay(400, 600));
  }

  private static Scenario<BroadcastMessage> frugal(Solution<BroadcastMessage> solution) {
    return measured(solution, "FrugalBroadcaster", 20)
        .eventually("values are fast", () -> new Delay(1_000, 2_000));
  }

  private static Scenario<BroadcastMessage> measured(
      Solution<BroadcastMessage> solution, String nodes, int messagesMax) {
    int values = MANY_CLIENTS * Pace.MEASURED.values();
    long until = MEASURED_MILLIS * MILLISECOND;
    return cast(solution, nodes, MANY)
        .clients(MANY_CLIENTS, (self, all) -> new Speaker(self, all, Pace.MEASURED))
        .network(FAR)
        .calmAt(ARRIVED_MILLIS + 1) // links are slow to the end
        .lasting(ARRIVED_MILLIS)
        .sometimes("a server delivers what another stored", BroadcastExercise::isPassedOn)
        .eventually("every server delivers every value", () -> new Spread(values))
        .eventually("messages are few", () -> new Cost(values, messagesMax, until));
  }

  private static Scenario<BroadcastMessage> fewTalking(
      Solution<BroadcastMessage> solution, String nodes) {
    return few(cast(solution, nodes, FEW))
        .sometimes("a server delivers what another stored", BroadcastExercise::isPassedOn);
  }

  private static Scenario<BroadcastMessage> few(Solution<BroadcastMessage> solution, int servers) {
    return few(cast(solution, "Broadcaster", servers));
  }

  private static Scenario<BroadcastMessage> few(Scenario<BroadcastMessage> cast) {
    int values = FEW_CLIENTS * Pace.EASY.values();
    return cast.clients(FEW_CLIENTS, (self, all) -> new Speaker(self, all, Pace.EASY))
        .calmAt(0)
        .lasting(PATIENCE_MILLIS)
        .eventually("every server delivers every value", () -> new Spread(values));
  }

  private static Scenario<BroadcastMessage> cast(
      Solution<BroadcastMessage> solution, String nodes, int servers) {
    return Scenario.<BroadcastMessage>named("broadcast")
        .servers(servers, solution.nodes(nodes))
        .network(LinkProfile.LAN)
        .always("nothing is invented", Promises.Genuine::new)
        .always("nothing is delivered twice", Promises.Once::new)
        .always("what comes is stored", Promises.Available::new)
        .always("what was stored is kept", Promises.Kept::new)
        .always("the network is not flooded", Promises.Modest::new);
  }

  private static boolean isPassedOn(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    return !Promises.delivered(step).isEmpty()
        && step.event() instanceof Event.Received<BroadcastMessage>(var from, _)
        && !Promises.isClient(from);
  }

  private static boolean isSaidAgain(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    return step.event() instanceof Event.TimerFired<BroadcastMessage>(var timer)
        && timer == Speaker.SpeakerTimer.ASK_AGAIN
        && step.effects().size() > 1;
  }

  private static boolean isSaidInCut(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    return step.event() instanceof Event.Received<BroadcastMessage>(_, Broadcast _)
        && world.active().stream().anyMatch(Fault.Cut.class::isInstance);
  }

  private static boolean restarts(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
    return step.event() instanceof Event.Started && world.host(step.node()).incarnation() > 1;
  }
}
