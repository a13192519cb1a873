package ds.exercise.raft.judge;

import ds.core.NodeId;
import ds.exercise.raft.RaftMessage;
import ds.lab.chance.Draws;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.simulation.Nemeses;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.lab.simulation.Nemesis;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /// Marks the leader and so many followers by a fault that does no harm: the script is a value,
  /// and remembers nobody.
  public static Function<World<RaftMessage>, List<Fault>> leaderWithMarked(
      int followers, List<NodeId> servers) {
    return world ->
        byRank(world, servers).subList(0, followers + 1).stream()
            .map(it -> (Fault) new Fault.Slow(it, Span.NONE))
            .toList();
  }

  /// Those who are marked are on one side of a cut, the rest on the other.
  public static Function<World<RaftMessage>, List<Fault>> markedCutOff(List<NodeId> servers) {
    return world -> {
      List<NodeId> marked =
          servers.stream()
              .filter(it -> world.active().contains(new Fault.Slow(it, Span.NONE)))
              .toList();
      return List.of(
          Fault.partition(marked, servers.stream().filter(it -> !marked.contains(it)).toList()));
    };
  }

  /// Of the servers that the leader reaches, it and the first are on one side of a cut, and all
  /// others on the other.
  public static Function<World<RaftMessage>, List<Fault>> leaderWithOneOfItsOwn(
      List<NodeId> servers) {
    return world -> {
      NodeId leader = byRank(world, servers).getFirst();
      List<NodeId> pair =
          byRank(world, servers).stream()
              .filter(it -> it.equals(leader) || Reach.isLinked(world, leader, it))
              .limit(2)
              .toList();
      return List.of(
          Fault.partition(pair, servers.stream().filter(it -> !pair.contains(it)).toList()));
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

  /// The followers do not hear each other until the links open again.
  public static Function<World<RaftMessage>, List<Fault>> followersDeaf(List<NodeId> servers) {
    return world -> {
      List<NodeId> followers = byRank(world, servers).subList(1, servers.size());
      return List.of(new Fault.Clogged(Link.between(followers, followers)));
    };
  }

  /// A server that everybody hears, while others do not hear each other, crashes some time after it
  /// has persisted something.
  public static Nemesis<RaftMessage> swingVoterCrashes(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            servers.stream()
                .filter(it -> isSwingVoter(world, it) && draws.below(10) == 0)
                .map(it -> (Fault) new Fault.Crashed(it))
                .toList());
  }

  private static boolean isSwingVoter(World<RaftMessage> world, NodeId server) {
    return Seat.hasJustPersisted(world, server)
        && world.active().stream()
            .anyMatch(fault ->
                fault instanceof Fault.Clogged(var links)
                    && links.stream().noneMatch(link -> link.from().equals(server)));
  }

  /// Whoever leads crashes, and what it has just sent is lost with it.
  public static Nemesis<RaftMessage> youngLeadersCrash(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            draws.below(4) > 0
                ? List.of()
                : Seat.leader(world, servers).stream()
                    .flatMap(
                        it -> Stream.<Fault>of(new Fault.Crashed(it), Fault.isolate(it, servers)))
                    .toList());
  }

  /// Whoever leads is cut off.
  public static Nemesis<RaftMessage> leadersCutOff(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, _) ->
            Seat.leader(world, servers).stream()
                .map(it -> (Fault) Fault.isolate(it, servers))
                .toList());
  }

  /// Whoever leads crashes, or is cut off, or can only speak or only hear.
  public static Nemesis<RaftMessage> leadersSuffer(Rhythm rhythm, List<NodeId> servers) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            Seat.leader(world, servers).stream().map(it -> suffering(it, servers, draws)).toList());
  }

  private static Fault suffering(NodeId leader, List<NodeId> servers, Draws draws) {
    List<NodeId> rest = servers.stream().filter(it -> !it.equals(leader)).toList();
    return switch ((int) draws.below(4)) {
      case 0 -> Fault.isolate(leader, servers);
      case 1 -> Fault.oneWay(List.of(leader), rest);
      case 2 -> Fault.oneWay(rest, List.of(leader));
      default -> new Fault.Crashed(leader);
    };
  }
}
