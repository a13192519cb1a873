package ds.lab.simulation;

import ds.core.Context;
import ds.core.NodeId;
import ds.lab.chance.Draws;
import ds.lab.chance.Span;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.fault.LinkProfile;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The usual nemeses. Each picks its victims among the given nodes, strikes, rests, and strikes
/// again, until the calm.
public final class Nemeses {

  /// Delays that let messages overtake each other by many elections.
  private static final LinkProfile STORM =
      LinkProfile.LAN
          .losing(20 * LinkProfile.PERCENT)
          .duplicating(5 * LinkProfile.PERCENT)
          .corrupting(LinkProfile.PERCENT)
          .delaying(30 * LinkProfile.PERCENT, Span.millis(5, 400));

  private Nemeses() {}

  /// How often a nemesis strikes.
  ///
  /// @param rest from one strike to the next
  /// @param lasts how long the faults of a strike hold
  public record Rhythm(Span rest, Span lasts) {

    /// Some strikes a second, each for about an election.
    public static final Rhythm BRISK = new Rhythm(Span.millis(100, 800), Span.millis(20, 600));
  }

  private record Rhythmic<M>(Rhythm rhythm, BiFunction<World<M>, Draws, List<Fault>> pick)
      implements Nemesis<M> {

    @Override
    public Strike strike(World<M> world, Draws draws) {
      List<Fault> faults = pick.apply(world, draws);
      return new Strike(faults, rhythm.lasts().draw(draws), rhythm.rest().draw(draws));
    }

    @Override
    public long firstRest(Draws draws) {
      return rhythm.rest().draw(draws);
    }
  }

  /// Whatever `pick` chooses, in the given rhythm.
  public static <M> Nemesis<M> rhythmic(
      Rhythm rhythm, BiFunction<World<M>, Draws, List<Fault>> pick) {
    return new Rhythmic<>(rhythm, pick);
  }

  /// One node, any node, crashes and restarts with its disk.
  public static <M> Nemesis<M> crashes(Rhythm rhythm, List<NodeId> nodes) {
    return onOne(rhythm, nodes, (node, draws) -> new Fault.Crashed(node));
  }

  /// Every node crashes at once: the power fails.
  public static <M> Nemesis<M> blackouts(Rhythm rhythm, List<NodeId> nodes) {
    return rhythmic(rhythm, (world, draws) -> everyone(nodes));
  }

  /// The network falls apart: in halves, around a bridge, around one node, or one way only.
  public static <M> Nemesis<M> partitions(Rhythm rhythm, List<NodeId> nodes) {
    return rhythmic(rhythm, (world, draws) -> List.of(cut(shuffled(nodes, draws), draws)));
  }

  /// Whoever leads crashes, or is cut off, or can only speak or only hear.
  ///
  /// @param leaders those among the nodes that lead
  public static <M> Nemesis<M> onLeaders(
      Rhythm rhythm, List<NodeId> nodes, Function<World<M>, List<NodeId>> leaders) {
    return rhythmic(
        rhythm,
        (world, draws) ->
            leaders.apply(world).stream().map(it -> deposing(it, nodes, draws)).toList());
  }

  private static Fault deposing(NodeId leader, List<NodeId> nodes, Draws draws) {
    List<NodeId> rest = nodes.stream().filter(it -> !it.equals(leader)).toList();
    return switch ((int) draws.below(4)) {
      case 0 -> Fault.isolate(leader, nodes);
      case 1 -> Fault.oneWay(List.of(leader), rest);
      case 2 -> Fault.oneWay(rest, List.of(leader));
      default -> new Fault.Crashed(leader);
    };
  }

  /// All links between the nodes lose, double, damage and delay messages.
  public static <M> Nemesis<M> storms(Rhythm rhythm, List<NodeId> nodes) {
    List<Link> links = Link.between(nodes, nodes);
    return rhythmic(rhythm, (world, draws) -> List.of(new Fault.Impaired(links, STORM)));
  }

  /// One direction between two nodes holds its messages back.
  public static <M> Nemesis<M> clogs(Rhythm rhythm, List<NodeId> nodes) {
    return rhythmic(
        rhythm,
        (world, draws) -> {
          List<NodeId> two = shuffled(nodes, draws);
          return List.of(
              new Fault.Clogged(Link.oneWay(List.of(two.getFirst()), List.of(two.getLast()))));
        });
  }

  /// A node stands still, or is slow.
  public static <M> Nemesis<M> pauses(Rhythm rhythm, List<NodeId> nodes) {
    return onOne(
        rhythm,
        nodes,
        (node, draws) ->
            draws.below(2) == 0
                ? new Fault.Paused(node)
                : new Fault.Slow(node, Span.millis(1, 1 + draws.below(30))));
  }

  /// A disk is slow, full, or fails to write.
  public static <M> Nemesis<M> disks(Rhythm rhythm, List<NodeId> nodes) {
    return onOne(
        rhythm,
        nodes,
        (node, draws) ->
            switch ((int) draws.below(4)) {
              case 0 -> new Fault.DiskRefuses(node, Fault.DiskTrouble.FULL);
              case 1 -> new Fault.DiskRefuses(node, Fault.DiskTrouble.IO_ERROR);
              default -> new Fault.SlowDisk(node, Span.millis(1, 1 + draws.below(60)));
            });
  }

  /// A record of one given node rots. The node never starts again, so one is enough.
  public static <M> Nemesis<M> bitRot(Rhythm rhythm, NodeId node) {
    return rhythmic(rhythm, (world, draws) -> List.of(new Fault.BitRot(node)));
  }

  /// A clock drifts, by up to `ppm` either way.
  public static <M> Nemesis<M> drifts(Rhythm rhythm, List<NodeId> nodes, long ppm) {
    return onOne(
        rhythm, nodes, (node, draws) -> new Fault.Drifting(node, draws.between(-ppm, ppm)));
  }

  /// A clock jumps, by up to ten seconds either way, and later back.
  public static <M> Nemesis<M> clockJumps(Rhythm rhythm, List<NodeId> nodes) {
    long most = 10_000 * Context.MILLISECOND;
    return onOne(
        rhythm, nodes, (node, draws) -> new Fault.Skewed(node, draws.between(-most, most)));
  }

  private static <M> Nemesis<M> onOne(
      Rhythm rhythm, List<NodeId> nodes, BiFunction<NodeId, Draws, Fault> fault) {
    return rhythmic(
        rhythm,
        (world, draws) -> {
          NodeId node = nodes.get((int) draws.below(nodes.size()));
          return List.of(fault.apply(node, draws));
        });
  }

  private static List<Fault> everyone(List<NodeId> nodes) {
    List<Fault> faults = new ArrayList<>();
    nodes.forEach(node -> faults.add(new Fault.Crashed(node)));
    return faults;
  }

  private static Fault cut(List<NodeId> nodes, Draws draws) {
    int size = nodes.size();
    int half = size / 2;
    return switch ((int) draws.below(4)) {
      case 0 -> Fault.isolate(nodes.getFirst(), nodes);
      case 1 -> Fault.oneWay(nodes.subList(0, half), nodes.subList(half, size));
      case 2 ->
          Fault.bridge(nodes.subList(0, half), nodes.getLast(), nodes.subList(half, size - 1));
      default -> Fault.partition(nodes.subList(0, half), nodes.subList(half, size));
    };
  }

  private static List<NodeId> shuffled(List<NodeId> nodes, Draws draws) {
    List<NodeId> list = new ArrayList<>(nodes);
    for (int i = list.size() - 1; i > 0; i--) {
      int j = (int) draws.below(i + 1L);
      NodeId swapped = list.get(i);
      list.set(i, list.get(j));
      list.set(j, swapped);
    }
    return List.copyOf(list);
  }
}
