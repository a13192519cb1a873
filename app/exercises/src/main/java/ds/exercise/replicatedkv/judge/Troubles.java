package ds.exercise.replicatedkv.judge;

import ds.core.NodeId;
import ds.exercise.replicatedkv.KvMessage;
import ds.lab.fault.Fault;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Faults that strike servers by what they are when the time has come. The leader is whoever
/// answered most clients last: nobody asks the servers.
public final class Troubles {

  private Troubles() {}

  /// The leader first, then the others in the order of their names.
  public static List<NodeId> byRank(World<KvMessage> world, List<NodeId> servers) {
    List<NodeId> ranked = new ArrayList<>();
    leader(world).ifPresent(ranked::add);
    servers.stream().filter(it -> !ranked.contains(it)).forEach(ranked::add);
    return ranked;
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

  /// The leader crashes.
  public static Function<World<KvMessage>, List<Fault>> leaderCrashes(List<NodeId> servers) {
    return world -> List.of(new Fault.Crashed(byRank(world, servers).getFirst()));
  }

  /// The leader reaches no other server; clients reach all.
  public static Function<World<KvMessage>, List<Fault>> leaderAlone(List<NodeId> servers) {
    return world -> List.of(Fault.isolate(byRank(world, servers).getFirst(), servers));
  }

  /// The leader, so many followers and the first clients are on one side of a cut, the others on
  /// the other side.
  public static Function<World<KvMessage>, List<Fault>> leaderWith(
      int followers, int clientsWith, int clients, List<NodeId> servers) {
    return world -> {
      List<NodeId> ranked = byRank(world, servers);
      List<NodeId> left = new ArrayList<>(ranked.subList(0, followers + 1));
      List<NodeId> right = new ArrayList<>(ranked.subList(followers + 1, ranked.size()));
      left.addAll(clients(1, clientsWith));
      right.addAll(clients(clientsWith + 1, clients));
      return List.of(Fault.partition(left, right));
    };
  }

  /// A follower reaches nobody.
  public static Function<World<KvMessage>, List<Fault>> followerAlone(List<NodeId> servers) {
    return world -> List.of(Fault.isolate(byRank(world, servers).getLast(), servers));
  }

  /// Every server crashes.
  public static List<Fault> blackout(List<NodeId> servers) {
    return servers.stream().map(it -> (Fault) new Fault.Crashed(it)).toList();
  }

  /// Whoever leads crashes or is cut off, or can only speak or only hear.
  public static Nemesis<KvMessage> onLeader(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) -> {
          List<NodeId> ranked = byRank(world, servers);
          NodeId leader = ranked.getFirst();
          List<NodeId> rest = ranked.subList(1, ranked.size());
          return List.of(
              switch ((int) draws.below(4)) {
                case 0 -> Fault.isolate(leader, servers);
                case 1 -> Fault.oneWay(List.of(leader), rest);
                case 2 -> Fault.oneWay(rest, List.of(leader));
                default -> new Fault.Crashed(leader);
              });
        });
  }

  private static List<NodeId> clients(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> new NodeId("c" + i)).toList();
  }
}
