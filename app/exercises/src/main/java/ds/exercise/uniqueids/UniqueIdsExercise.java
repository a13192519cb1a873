package ds.exercise.uniqueids;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.exercise.uniqueids.UniqueIdsMessage.Generate;
import ds.exercise.uniqueids.UniqueIdsMessage.Generated;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.World;
import java.util.List;
import java.util.function.BiPredicate;

/// Servers that give ids, each alone, and never the same one twice.
public final class UniqueIdsExercise {

  private static final int SERVERS = 3;
  private static final int CLIENTS = 2;

  /// When the clients have long asked their last.
  private static final long CALM_MILLIS = 700;

  private static final long HORIZON_MILLIS = 2_000;

  /// Every message takes the same time, so that some arrive in the same instant.
  private static final LinkProfile EVEN = LinkProfile.LAN.delaying(Span.millis(1, 1));

  private static final Rhythm OFTEN = new Rhythm(Span.millis(30, 150), Span.millis(10, 60));

  /// A write takes as long as a slow disk needs, so that a crash often meets one.
  private static final Span DISK = Span.millis(2, 20);

  private static final long PPM_MAX = 200_000;

  /// In hundredths of a second.
  private static final long JUMP_MAX = 20;

  public static final Exercise<UniqueIdsMessage> EXERCISE =
      Exercise.<UniqueIdsMessage>named(
              "unique-ids", "total availability, lives of a server, what a disk is for")
          .taking("1 hour")
          .after("ping")
          .writing("IdServer")
          .given(UniqueIdsMessage.class)
          .part(
              "Many servers",
              new TestCase<>("one-server", "gives ids", 1, 5, it -> cast(it, 1)),
              new TestCase<>(
                  "three-servers",
                  "gives ids that no other server gives",
                  2,
                  5,
                  it -> cast(it, SERVERS)))
          .part(
              "Alone",
              new TestCase<>(
                  "cut-off",
                  "answers although no other server can be reached",
                  3,
                  10,
                  UniqueIdsExercise::cutOff),
              new TestCase<>(
                  "wrong-clocks",
                  "gives new ids although its clock shows old times",
                  3,
                  20,
                  UniqueIdsExercise::wrongClocks))
          .part(
              "Again and again",
              new TestCase<>(
                  "a-second-life",
                  "remembers over a crash what it has given",
                  3,
                  20,
                  UniqueIdsExercise::secondLife),
              new TestCase<>(
                  "many-lives",
                  "gives new ids in every life, whatever its disk and its clock did",
                  4,
                  40,
                  UniqueIdsExercise::manyLives))
          .part(
              "At little cost",
              new TestCase<>(
                  "few-writes",
                  "writes once for ten ids, not once for each",
                  4,
                  20,
                  it -> manyLives(it).always("writes are few", Promises.Thrifty::new)));

  private UniqueIdsExercise() {}

  private static Scenario<UniqueIdsMessage> cutOff(Solution<UniqueIdsMessage> solution) {
    Scenario<UniqueIdsMessage> cast = cast(solution, SERVERS);
    List<NodeId> servers = cast.serverIds();
    return cast.network(EVEN.losing(5 * PERCENT).duplicating(20 * PERCENT))
        .at(0, new Fault.Cut("every server for itself", Link.between(servers, servers)))
        .sometimes("a server that is cut off is asked", UniqueIdsExercise::isAskedDuringFault);
  }

  private static Scenario<UniqueIdsMessage> wrongClocks(Solution<UniqueIdsMessage> solution) {
    Scenario<UniqueIdsMessage> cast = cast(solution, SERVERS);
    List<NodeId> servers = cast.serverIds();
    return cast.nemesis(clockJumps(servers.subList(0, SERVERS - 1)))
        .nemesis(Nemeses.drifts(OFTEN, servers.subList(SERVERS - 1, SERVERS), PPM_MAX))
        .sometimes("a server with a wrong clock is asked", UniqueIdsExercise::isAskedDuringFault);
  }

  /// Each server crashes twice, and its clock is put back so that both restarts seem to happen at
  /// the same time.
  private static Scenario<UniqueIdsMessage> secondLife(Solution<UniqueIdsMessage> solution) {
    Scenario<UniqueIdsMessage> scenario = cast(solution, SERVERS);
    for (NodeId server : scenario.serverIds()) {
      scenario =
          scenario
              .during(100, 200, new Fault.Crashed(server))
              .at(300, new Fault.Skewed(server, -200 * MILLISECOND))
              .during(350, 400, new Fault.Crashed(server));
    }
    return scenario.sometimes("a server gives ids in its second life", givesInLife(2));
  }

  private static Scenario<UniqueIdsMessage> manyLives(Solution<UniqueIdsMessage> solution) {
    Scenario<UniqueIdsMessage> cast = cast(solution, SERVERS);
    List<NodeId> servers = cast.serverIds();
    return cast.network(EVEN.losing(2 * PERCENT).duplicating(5 * PERCENT))
        .disk(DISK)
        .nemesis(Nemeses.crashes(OFTEN, servers))
        .nemesis(Nemeses.crashes(OFTEN, servers))
        .nemesis(Nemeses.disks(OFTEN, servers))
        .nemesis(clockJumps(servers))
        .sometimes("a server gives ids in its third life", givesInLife(3));
  }

  private static Scenario<UniqueIdsMessage> cast(Solution<UniqueIdsMessage> solution, int servers) {
    return Scenario.<UniqueIdsMessage>named("unique-ids")
        .servers(servers, solution.nodes("IdServer"))
        .clients(CLIENTS, (self, all) -> new Asker(all))
        .network(EVEN)
        .calmAt(CALM_MILLIS)
        .lasting(HORIZON_MILLIS)
        .always("no id is given twice", Promises.Unique::new)
        .always("an id is short", Promises.ShortEnough::new)
        .always("every request is answered", Promises.Available::new);
  }

  /// Clocks jump, forward or back, by hundredths of a second: to times at which ids were given.
  private static Nemesis<UniqueIdsMessage> clockJumps(List<NodeId> servers) {
    return Nemeses.rhythmic(
        OFTEN,
        (_, draws) -> {
          NodeId server = servers.get((int) draws.below(servers.size()));
          long hundredths = draws.between(-JUMP_MAX, JUMP_MAX);
          return List.of(new Fault.Skewed(server, hundredths * Asker.PAUSE));
        });
  }

  private static boolean isAskedDuringFault(
      World<UniqueIdsMessage> world, Step<UniqueIdsMessage> step) {
    return !world.active().isEmpty()
        && step.event() instanceof Event.Received<UniqueIdsMessage>(_, Generate _);
  }

  private static BiPredicate<World<UniqueIdsMessage>, Step<UniqueIdsMessage>> givesInLife(
      long life) {
    return (world, step) ->
        step.event() instanceof Event.Received<UniqueIdsMessage>(var server, Generated _)
            && world.host(server).incarnation() >= life;
  }
}
