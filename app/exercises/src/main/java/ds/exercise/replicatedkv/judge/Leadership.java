package ds.exercise.replicatedkv.judge;

import ds.core.NodeId;
import ds.exercise.judge.Troubles;
import ds.exercise.replicatedkv.KvMessage;
import ds.lab.scenario.Scenario;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.List;
import java.util.Optional;

/// Who leads, seen from outside: whoever answered most clients last, as nobody asks the servers.
public final class Leadership {

  private Leadership() {}

  /// Faults for the servers of a scenario. Until somebody has answered, they take the first for the
  /// leader.
  public static Troubles<KvMessage> troubles(Scenario<KvMessage> scenario) {
    List<NodeId> servers = scenario.serverIds();
    return new Troubles<>(servers, world -> leader(world).or(() -> servers.stream().findFirst()));
  }

  private static Optional<NodeId> leader(World<KvMessage> world) {
    Optional<NodeId> leader = Optional.empty();
    long most = 0;
    for (Host<KvMessage> host : world.hosts()) {
      long count = host.node() instanceof Client client ? votes(world, client.answeredBy()) : 0;
      if (count > most) {
        most = count;
        leader = ((Client) host.node()).answeredBy();
      }
    }
    return leader;
  }

  private static long votes(World<KvMessage> world, Optional<NodeId> server) {
    return world.hosts().stream()
        .filter(it -> it.node() instanceof Client client && client.answeredBy().equals(server))
        .filter(_ -> server.isPresent())
        .count();
  }
}
