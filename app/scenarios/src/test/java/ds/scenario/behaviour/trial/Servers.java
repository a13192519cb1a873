package ds.scenario.behaviour.trial;

import ds.core.Effect;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.fault.Fault;
import ds.lab.world.Host;
import ds.lab.world.World;
import ds.protocol.raft.Raft;
import ds.protocol.raft.Raft.Role;
import ds.protocol.rsm.Replica;
import ds.scenario.behaviour.notes.NoteServer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Questions about the servers of a world, for scripts that strike whoever leads.
public final class Servers {

  private Servers() {}

  /// All servers, those that are down too.
  public static List<NodeId> all(World<?> world) {
    return world.hosts().stream()
        .filter(host -> raft(host.node()).isPresent())
        .map(Host::id)
        .toList();
  }

  /// The servers without some of them.
  public static List<NodeId> but(World<?> world, NodeId... those) {
    List<NodeId> rest = new ArrayList<>(all(world));
    rest.removeAll(List.of(those));
    return List.copyOf(rest);
  }

  /// The Raft of a server, as it is or was when the server stopped.
  public static Raft raft(World<?> world, NodeId server) {
    return raft(world.host(server).node()).orElseThrow();
  }

  private static Optional<Raft> raft(Node<?> node) {
    return switch (node) {
      case NoteServer server -> Optional.of(server.raft());
      case Replica replica -> Optional.of(replica.raft());
      default -> Optional.empty();
    };
  }

  private static Stream<NodeId> running(World<?> world) {
    return all(world).stream().filter(id -> world.host(id).isUp());
  }

  /// Those who take themselves for the leader.
  public static List<NodeId> leaders(World<?> world) {
    return running(world).filter(id -> raft(world, id).role() == Role.LEADER).toList();
  }

  /// The leader of the latest term.
  ///
  /// @throws java.util.NoSuchElementException if nobody leads
  public static NodeId leader(World<?> world) {
    return leaders(world).stream()
        .max(Comparator.comparing(id -> raft(world, id).term()))
        .orElseThrow();
  }

  /// A server that does not lead.
  public static NodeId follower(World<?> world) {
    return but(world, leader(world)).getFirst();
  }

  /// Whether all of these follow one of them, in one term.
  public static boolean agreeOnALeader(World<?> world, List<NodeId> servers) {
    List<NodeId> leading =
        servers.stream().filter(id -> raft(world, id).role() == Role.LEADER).toList();
    return leading.size() == 1
        && servers.stream()
            .allMatch(id ->
                raft(world, id).leader().equals(Optional.of(leading.getFirst()))
                    && raft(world, id).term().equals(raft(world, leading.getFirst()).term()));
  }

  /// Cuts some servers off from all others and from each other.
  public static List<Fault> scatter(World<?> world, List<NodeId> some) {
    List<Fault> cuts = new ArrayList<>();
    some.forEach(id -> cuts.add(Fault.isolate(id, all(world))));
    return cuts;
  }

  /// Cuts some servers off from all others, but not from each other.
  public static List<Fault> split(World<?> world, NodeId... some) {
    return List.of(Fault.partition(List.of(some), but(world, some)));
  }

  /// How many messages a step sends from one server to another.
  public static long messages(Step<?> step) {
    return sum(step, _ -> 1);
  }

  /// How much there is of something in the messages that a step sends from one server to another.
  public static <M> long sum(Step<M> step, ToLongFunction<? super M> amount) {
    long sum = 0;
    for (Effect<M> effect : step.effects()) {
      if (effect instanceof Effect.Send<M>(var to, var message)
          && isServer(step.node())
          && isServer(to)
          && !to.equals(step.node())) {
        sum += amount.applyAsLong(message);
      }
    }
    return sum;
  }

  private static boolean isServer(NodeId node) {
    return node.name().startsWith("s");
  }
}
