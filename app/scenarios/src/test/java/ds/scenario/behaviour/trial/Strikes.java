package ds.scenario.behaviour.trial;

import ds.core.NodeId;
import ds.lab.chance.Draws;
import ds.lab.fault.Fault;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.World;
import java.util.List;

/// Nemeses that know who leads.
public final class Strikes {

  private Strikes() {}

  /// The leader crashes, as long as a majority still runs.
  public static <M> Nemesis<M> crashLeader(Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            mayLoseOne(world)
                ? Servers.leaders(world).stream().limit(1).<Fault>map(Fault.Crashed::new).toList()
                : List.of());
  }

  /// The leader crashes, is cut off, or can only speak or only hear.
  public static <M> Nemesis<M> strikeLeader(Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            Servers.leaders(world).stream().map(leader -> strike(world, leader, draws)).toList());
  }

  /// Any server crashes or is cut off.
  public static <M> Nemesis<M> churn(Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) -> {
          List<NodeId> servers = Servers.all(world);
          NodeId server = servers.get((int) draws.below(servers.size()));
          return List.of(
              draws.below(2) == 0 ? new Fault.Crashed(server) : Fault.isolate(server, servers));
        });
  }

  private static boolean mayLoseOne(World<?> world) {
    List<NodeId> servers = Servers.all(world);
    long running = servers.stream().filter(id -> world.host(id).isUp()).count();
    return 2 * (running - 1) > servers.size();
  }

  private static Fault strike(World<?> world, NodeId leader, Draws draws) {
    List<NodeId> rest = Servers.but(world, leader);
    return switch ((int) draws.below(4)) {
      case 0 -> Fault.isolate(leader, Servers.all(world));
      case 1 -> Fault.oneWay(List.of(leader), rest);
      case 2 -> Fault.oneWay(rest, List.of(leader));
      default -> new Fault.Crashed(leader);
    };
  }
}
