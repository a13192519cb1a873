package ds.exercise.raft.judge;

import ds.core.NodeId;
import ds.exercise.raft.RaftMessage;
import ds.lab.fault.Fault;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Faults that strike servers by what they are when the time has come. All cuts are between
/// servers: clients reach everybody, so that also a leader without followers is asked.
public final class Troubles {

  private Troubles() {}

  /// The leader first, then the others in the order of their names; nobody leads: by name alone.
  public static List<NodeId> byRank(World<RaftMessage> world, List<NodeId> servers) {
    List<NodeId> ranked = new ArrayList<>();
    Optional<NodeId> leader = Seat.leader(world, servers);
    leader.ifPresent(ranked::add);
    servers.stream().filter(it -> !ranked.contains(it)).forEach(ranked::add);
    return ranked;
  }

  /// The leader and so many followers are on one side of a cut, the rest on the other.
  public static Function<World<RaftMessage>, List<Fault>> leaderWith(
      int followers, List<NodeId> servers) {
    return world -> {
      List<NodeId> ranked = byRank(world, servers);
      return List.of(
          Fault.partition(
              ranked.subList(0, followers + 1), ranked.subList(followers + 1, ranked.size())));
    };
  }

  /// The leader and so many followers reach nobody, not even each other.
  public static Function<World<RaftMessage>, List<Fault>> leaderAndAlone(
      int followers, List<NodeId> servers) {
    return world ->
        byRank(world, servers).subList(0, followers + 1).stream()
            .map(it -> (Fault) Fault.isolate(it, servers))
            .toList();
  }

  /// So many followers reach nobody.
  public static Function<World<RaftMessage>, List<Fault>> followersAlone(
      int followers, List<NodeId> servers) {
    return world ->
        byRank(world, servers).subList(1, followers + 1).stream()
            .map(it -> (Fault) Fault.isolate(it, servers))
            .toList();
  }

  /// The leader and so many followers crash.
  public static Function<World<RaftMessage>, List<Fault>> leaderCrashes(
      int followers, List<NodeId> servers) {
    return world ->
        byRank(world, servers).subList(0, followers + 1).stream()
            .map(it -> (Fault) new Fault.Crashed(it))
            .toList();
  }

  /// So many followers crash.
  public static Function<World<RaftMessage>, List<Fault>> followersCrash(
      int followers, List<NodeId> servers) {
    return world ->
        byRank(world, servers).subList(1, followers + 1).stream()
            .map(it -> (Fault) new Fault.Crashed(it))
            .toList();
  }

  /// Every server crashes.
  public static List<Fault> blackout(List<NodeId> servers) {
    return servers.stream().map(it -> (Fault) new Fault.Crashed(it)).toList();
  }
}
