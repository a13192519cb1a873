package ds.exercise.judge;

import ds.core.NodeId;
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

/// Faults that strike servers by what they are when the time has come. Unless a fault says
/// otherwise, all cuts are between servers: clients reach everybody, so that also a leader without
/// followers is asked.
public final class Troubles<M> {

  private final List<NodeId> servers;
  private final Function<World<M>, Optional<NodeId>> leadership;

  /// @param leadership who leads, as far as anybody can tell
  public Troubles(List<NodeId> servers, Function<World<M>, Optional<NodeId>> leadership) {
    this.servers = List.copyOf(servers);
    this.leadership = leadership;
  }

  /// The leader first, then the others in the order of their names; nobody leads: by name alone.
  public List<NodeId> byRank(World<M> world) {
    List<NodeId> ranked = new ArrayList<>();
    leadership.apply(world).ifPresent(ranked::add);
    servers.stream().filter(it -> !ranked.contains(it)).forEach(ranked::add);
    return ranked;
  }

  /// The leader and so many followers are on one side of a cut, the rest on the other.
  public Function<World<M>, List<Fault>> leaderWith(int followers) {
    return leaderWith(followers, List.of(), List.of());
  }

  /// The same, with clients on either side: some with the leader, others with the rest.
  public Function<World<M>, List<Fault>> leaderWith(
      int followers, List<NodeId> clients, List<NodeId> others) {
    return world -> {
      List<NodeId> ranked = byRank(world);
      List<NodeId> left = new ArrayList<>(ranked.subList(0, followers + 1));
      List<NodeId> right = new ArrayList<>(ranked.subList(followers + 1, ranked.size()));
      left.addAll(clients);
      right.addAll(others);
      return List.of(Fault.partition(left, right));
    };
  }

  /// Marks the leader and so many followers by a fault that does no harm: the script is a value,
  /// and remembers nobody.
  public Function<World<M>, List<Fault>> leaderWithMarked(int followers) {
    return world -> each(byRank(world).subList(0, followers + 1), Troubles::mark);
  }

  private static Fault mark(NodeId server) {
    return new Fault.Slow(server, Span.NONE);
  }

  /// Those who are marked are on one side of a cut, the rest on the other.
  public Function<World<M>, List<Fault>> markedCutOff() {
    return world ->
        cutOff(servers.stream().filter(it -> world.active().contains(mark(it))).toList());
  }

  /// Of the servers that the leader reaches, it and the first are on one side of a cut, and all
  /// others on the other.
  public Function<World<M>, List<Fault>> leaderWithOneOfItsOwn() {
    return world -> {
      List<NodeId> ranked = byRank(world);
      NodeId leader = ranked.getFirst();
      return cutOff(
          ranked.stream()
              .filter(it -> it.equals(leader) || Reach.isLinked(world, leader, it))
              .limit(2)
              .toList());
    };
  }

  private List<Fault> cutOff(List<NodeId> some) {
    return List.of(
        Fault.partition(some, servers.stream().filter(it -> !some.contains(it)).toList()));
  }

  /// The leader and so many followers reach no other server, not even each other.
  public Function<World<M>, List<Fault>> leaderAndAlone(int followers) {
    return world -> each(byRank(world).subList(0, followers + 1), this::isolate);
  }

  /// So many followers reach no other server.
  public Function<World<M>, List<Fault>> followersAlone(int followers) {
    return world -> each(byRank(world).subList(1, followers + 1), this::isolate);
  }

  /// So many servers of the lowest ranks reach no other server.
  public Function<World<M>, List<Fault>> lastAlone(int count) {
    return world ->
        each(byRank(world).subList(servers.size() - count, servers.size()), this::isolate);
  }

  /// The leader and so many followers crash.
  public Function<World<M>, List<Fault>> leaderCrashes(int followers) {
    return world -> each(byRank(world).subList(0, followers + 1), Fault.Crashed::new);
  }

  /// So many followers crash.
  public Function<World<M>, List<Fault>> followersCrash(int followers) {
    return world -> each(byRank(world).subList(1, followers + 1), Fault.Crashed::new);
  }

  /// Every server crashes.
  public Function<World<M>, List<Fault>> blackout() {
    return _ -> each(servers, Fault.Crashed::new);
  }

  /// The followers do not hear each other until the links open again.
  public Function<World<M>, List<Fault>> followersDeaf() {
    return world -> {
      List<NodeId> followers = byRank(world).subList(1, servers.size());
      return List.of(new Fault.Clogged(Link.between(followers, followers)));
    };
  }

  /// Whoever leads crashes, and what it has just sent is lost with it.
  public Nemesis<M> youngLeadersCrash(Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm,
        (world, draws) ->
            draws.below(4) > 0
                ? List.of()
                : leadership.apply(world).stream()
                    .flatMap(it -> Stream.of(new Fault.Crashed(it), isolate(it)))
                    .toList());
  }

  /// Whoever leads is cut off.
  public Nemesis<M> leadersCutOff(Rhythm rhythm) {
    return Nemeses.rhythmic(
        rhythm, (world, _) -> leadership.apply(world).stream().map(this::isolate).toList());
  }

  /// Whoever leads crashes, or is cut off, or can only speak or only hear.
  public Nemesis<M> leadersSuffer(Rhythm rhythm) {
    return Nemeses.onLeaders(rhythm, servers, world -> leadership.apply(world).stream().toList());
  }

  private Fault isolate(NodeId server) {
    return Fault.isolate(server, servers);
  }

  private static List<Fault> each(List<NodeId> servers, Function<NodeId, Fault> fault) {
    return servers.stream().map(fault).toList();
  }
}
