package ds.exercise.primarybackup;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Event;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.CallsAnswered;
import ds.exercise.primarybackup.StoreMessage.CurrentView;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.history.model.KeyValueModel;
import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A view service, and servers that keep what they have acknowledged.
public final class PrimaryBackupExercise {

  private static final long PATIENCE_MILLIS = 60_000;
  private static final int CLIENTS = 3;

  /// Who crashes stays down for longer than any message is on its way, and than a view lasts
  /// without it.
  private static final Span DOWN = Span.millis(1_100, 2_000);

  private static final LinkProfile BAD =
      LinkProfile.LAN.losing(5 * PERCENT).delaying(10 * PERCENT, Span.millis(1, 200));

  /// How large states travel.
  private static final LinkProfile FAR = LinkProfile.LAN.delaying(Span.millis(50, 150));

  public static final Exercise<StoreMessage> EXERCISE =
      Exercise.<StoreMessage>named(
              "primary-backup", "views, state transfer, split brain, acknowledged writes")
          .taking("5 hours")
          .after("exactly-once")
          .writing("ViewService", "Replica")
          .given(StoreMessage.class, View.class, Operation.class, Result.class)
          .part(
              "The view service",
              test("first-views", "finds a primary and a backup", 2, 5, it -> drones(it, 0, 500)),
              test(
                  "a-silent-server",
                  "replaces who is silent",
                  3,
                  10,
                  PrimaryBackupExercise::silent),
              test(
                  "a-restarted-server",
                  "trusts no memory",
                  3,
                  10,
                  PrimaryBackupExercise::restarted),
              test("a-slow-primary", "waits for it", 3, 10, PrimaryBackupExercise::slow))
          .part(
              "Primary and backup",
              test("one-server", "stores", 2, 5, it -> store(it, 1, 40, 0)),
              test("a-lossy-network", "appends once", 3, 20, PrimaryBackupExercise::lossy),
              test("a-crash", "loses nothing that was acknowledged", 3, 20, it -> crash(it)),
              test("a-transfer", "has the state before it counts", 4, 20, it -> transfer(it)),
              test(
                  "a-split-brain", "answers only if seconded", 4, 20, PrimaryBackupExercise::split),
              test("everything", "survives all of it at once", 5, 30, it -> everything(it)))
          .part(
              "Together",
              test("both-yours", "works with your view service", 3, 10, it -> together(it)));

  private PrimaryBackupExercise() {}

  private static TestCase<StoreMessage> test(
      String name,
      String claim,
      int points,
      int runs,
      Function<Solution<StoreMessage>, Scenario<StoreMessage>> scenario) {
    return new TestCase<>(name, claim, points, runs, scenario);
  }

  private static Scenario<StoreMessage> silent(Solution<StoreMessage> solution) {
    return drones(solution, 0, 15_000)
        .during(2_000, 6_000, it -> crashed(newest(it).primary().stream()))
        .during(9_000, 13_000, it -> crashed(newest(it).backup().stream()))
        .sometimes("a third view begins", (_, step) -> isTold(step, 3));
  }

  private static Scenario<StoreMessage> restarted(Solution<StoreMessage> solution) {
    return drones(solution, 0, 12_000)
        .during(2_000, 2_050, it -> crashed(newest(it).primary().stream()))
        .during(6_000, 6_050, it -> crashed(newest(it).backup().stream()))
        .during(9_000, 9_050, it -> crashed(newest(it).primary().stream()))
        .sometimes("a third view begins", (_, step) -> isTold(step, 3));
  }

  private static Scenario<StoreMessage> slow(Solution<StoreMessage> solution) {
    return drones(solution, 1_500, 15_000)
        .during(4_000, 8_000, it -> crashed(newest(it).backup().stream()))
        .during(8_100, 14_000, it -> crashed(newest(it).primary().stream()))
        .sometimes("a second view begins", (_, step) -> isTold(step, 2));
  }

  /// A view service with servers that store nothing.
  private static Scenario<StoreMessage> drones(
      Solution<StoreMessage> solution, long hesitateMillis, long calmMillis) {
    var services = solution.nodes("ViewService");
    long hesitates = hesitateMillis * MILLISECOND;
    return Scenario.<StoreMessage>named("primary-backup")
        .servers(4, serviceAnd(services, (_, known) -> new Drone(known.getFirst(), hesitates)))
        .calmAt(calmMillis)
        .lasting(calmMillis + PATIENCE_MILLIS)
        .always("views are numbered", ViewPromises::numbered)
        .always("a view waits for its primary", ViewPromises::waitsForThePrimary)
        .always("only who has the state becomes primary", ViewPromises::inherits)
        .always("who pings keeps its place", ViewPromises::keepsWhoPings)
        .always("a silent server is replaced", ViewPromises::isPrompt)
        .sometimes("a first view begins", (_, step) -> isTold(step, 1))
        .eventually("there are a primary and a backup", ViewPromises.Settled::new);
  }

  private static Scenario<StoreMessage> lossy(Solution<StoreMessage> solution) {
    return store(solution, 2, 60, 20_000).network(BAD);
  }

  private static Scenario<StoreMessage> crash(Solution<StoreMessage> solution) {
    Scenario<StoreMessage> cast = store(solution, 2, 120, 5_000);
    return cast.nemesis(crashes(cast, new Rhythm(Span.millis(300, 1_200), DOWN)))
        .sometimes("a backup becomes primary", PrimaryBackupExercise::isPromoted);
  }

  private static Scenario<StoreMessage> transfer(Solution<StoreMessage> solution) {
    Scenario<StoreMessage> cast = store(solution, 3, 60, 8_000);
    List<NodeId> replicas = replicas(cast);
    Fault.Impaired far = new Fault.Impaired(Link.between(replicas, replicas), FAR);
    return cast.at(0, far)
        .during(0, 1_000, new Fault.Crashed(replicas.get(1)), new Fault.Crashed(replicas.get(2)))
        .nemesis(crashes(cast, new Rhythm(Span.millis(1, 15), DOWN)))
        .sometimes("a backup becomes primary", PrimaryBackupExercise::isPromoted);
  }

  private static Scenario<StoreMessage> split(Solution<StoreMessage> solution) {
    Scenario<StoreMessage> cast = store(solution, 3, 120, 8_000);
    return cast.nemesis(cuts(cast, new Rhythm(Span.millis(300, 1_000), Span.millis(900, 2_000))))
        .sometimes("a backup becomes primary", PrimaryBackupExercise::isPromoted);
  }

  private static Scenario<StoreMessage> everything(Solution<StoreMessage> solution) {
    Scenario<StoreMessage> cast = store(solution, 3, 150, 10_000).network(BAD);
    return cast.nemesis(crashes(cast, new Rhythm(Span.millis(1, 600), DOWN)))
        .nemesis(cuts(cast, new Rhythm(Span.millis(100, 1_000), Span.millis(900, 2_000))))
        .sometimes("a backup becomes primary", PrimaryBackupExercise::isPromoted);
  }

  private static Scenario<StoreMessage> together(Solution<StoreMessage> solution) {
    Scenario<StoreMessage> cast =
        promising(solution, solution.nodes("ViewService"), 3, 200).calmAt(8_500);
    List<NodeId> replicas = replicas(cast);
    return cast.lasting(8_500 + PATIENCE_MILLIS)
        .during(1_000, 2_500, new Fault.Crashed(replicas.get(0)))
        .during(4_000, 5_500, new Fault.Crashed(replicas.get(1)))
        .during(7_000, 8_500, new Fault.Crashed(replicas.get(2)))
        .sometimes("a backup becomes primary", PrimaryBackupExercise::isPromoted);
  }

  /// Servers and clients with a view service of ours.
  private static Scenario<StoreMessage> store(
      Solution<StoreMessage> solution, int servers, int requests, long calmMillis) {
    return promising(solution, (_, _) -> new ViewKeeper(), servers, requests)
        .calmAt(calmMillis)
        .lasting(calmMillis + PATIENCE_MILLIS);
  }

  private static Scenario<StoreMessage> promising(
      Solution<StoreMessage> solution,
      Roster.Maker<StoreMessage> services,
      int servers,
      int requests) {
    return Scenario.<StoreMessage>named("primary-backup")
        .servers(servers + 1, serviceAnd(services, solution.nodes("Replica")))
        .clients(CLIENTS, (_, known) -> new Customer(known.getFirst(), requests))
        .always("only a primary answers", StorePromises.OnlyPrimaries::new)
        .always("a view counts when its backup has the state", StorePromises.Confirmed::new)
        .always("an acknowledged write is kept", StorePromises::keepsWrites)
        .always("an append is done once", StorePromises::appendsOnce)
        .linearizable(new KeyValueModel())
        .sometimes("a server is appointed", (_, step) -> isTold(step, 1))
        .eventually(
            "every request is answered", () -> new CallsAnswered<>("requests", CLIENTS * requests));
  }

  private static Roster.Maker<StoreMessage> serviceAnd(
      Roster.Maker<StoreMessage> services, Roster.Maker<StoreMessage> servers) {
    return (self, known) ->
        self.equals(known.getFirst()) ? services.make(self, known) : servers.make(self, known);
  }

  private static List<NodeId> replicas(Scenario<StoreMessage> cast) {
    return cast.serverIds().subList(1, cast.serverIds().size());
  }

  /// The primary or the backup crashes, as soon as the other one may be relied on.
  private static Nemesis<StoreMessage> crashes(Scenario<StoreMessage> cast, Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) -> {
          View view = keeper(world, cast).view();
          return isQuiet(world, cast)
              ? crashed((draws.below(4) == 0 ? view.backup() : view.primary()).stream())
              : List.of();
        });
  }

  /// The primary loses touch with everybody but a client, who may not notice.
  private static Nemesis<StoreMessage> cuts(Scenario<StoreMessage> cast, Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) -> {
          if (!isQuiet(world, cast)) {
            return List.of();
          }
          List<NodeId> island = new ArrayList<>();
          keeper(world, cast).view().primary().ifPresent(island::add);
          island.add(cast.roster().clientIds().get((int) draws.below(CLIENTS)));
          List<NodeId> rest = new ArrayList<>(cast.serverIds());
          rest.addAll(cast.roster().clientIds());
          rest.removeAll(island);
          return List.of(Fault.partition(island, rest));
        });
  }

  /// Whether any one server may be lost, and none is at present. Nobody is struck so late that the
  /// calm would bring it back too early.
  private static boolean isQuiet(World<StoreMessage> world, Scenario<StoreMessage> cast) {
    return world.now() < cast.plot().calmAt() - DOWN.max()
        && keeper(world, cast).isSafe()
        && world.active().stream()
            .noneMatch(it -> it instanceof Fault.Crashed || it instanceof Fault.Cut);
  }

  private static ViewKeeper keeper(World<StoreMessage> world, Scenario<StoreMessage> cast) {
    return (ViewKeeper) world.host(cast.serverIds().getFirst()).node();
  }

  /// The newest view that any of our servers was told.
  private static View newest(World<StoreMessage> world) {
    View newest = View.NONE;
    for (var host : world.hosts()) {
      Node<StoreMessage> node = host.node();
      if (host.isUp() && node instanceof Drone drone && drone.view().number() > newest.number()) {
        newest = drone.view();
      }
    }
    return newest;
  }

  private static List<Fault> crashed(Stream<NodeId> servers) {
    return servers.<Fault>map(Fault.Crashed::new).toList();
  }

  private static boolean isTold(Step<StoreMessage> step, long number) {
    return step.event() instanceof Event.Received<StoreMessage>(_, CurrentView(var view))
        && view.number() >= number;
  }

  private static boolean isPromoted(World<StoreMessage> world, Step<StoreMessage> step) {
    return step.event() instanceof Event.Received<StoreMessage>(_, CurrentView(var view))
        && view.number() > 2
        && view.isPrimary(step.node());
  }
}
