package ds.exercise.judge;

import ds.core.NodeId;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who reaches whom, as things stand.
public final class Reach {

  private Reach() {}

  /// Whether a server is well, and with all that it reaches both ways makes a majority.
  public static boolean isMajority(World<?> world, NodeId server, List<NodeId> servers) {
    if (!isWell(world, server)) {
      return false;
    }
    int reached = 1;
    for (NodeId other : servers) {
      boolean isOther = !other.equals(server);
      reached += isOther && isWell(world, other) && isLinked(world, server, other) ? 1 : 0;
    }
    return reached > servers.size() / 2;
  }

  private static boolean isWell(World<?> world, NodeId server) {
    Host<?> host = world.host(server);
    return host.isUp() && !host.isPaused();
  }

  /// Whether messages of both pass, and soon.
  static boolean isLinked(World<?> world, NodeId one, NodeId other) {
    for (Fault.Lasting fault : world.active()) {
      List<Link> links =
          switch (fault) {
            case Fault.Cut(var _, var cut) -> cut;
            case Fault.Clogged(var clogged) -> clogged;
            default -> List.of();
          };
      if (links.contains(new Link(one, other)) || links.contains(new Link(other, one))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a client, through whatever servers it reaches, comes to a majority of them. It is
  /// enough if messages pass in one direction, and sooner or later.
  public static boolean comesToMajority(World<?> world, NodeId client, List<NodeId> servers) {
    Set<Link> cut = cut(world);
    List<NodeId> reached = new ArrayList<>(List.of(client));
    for (int i = 0; i < reached.size(); i++) {
      for (NodeId server : servers) {
        boolean isNew = world.host(server).isUp() && !reached.contains(server);
        if (isNew && isOpen(cut, reached.get(i), server)) {
          reached.add(server);
        }
      }
    }
    return reached.size() - 1 > servers.size() / 2;
  }

  private static boolean isOpen(Set<Link> cut, NodeId one, NodeId other) {
    return !cut.contains(new Link(one, other)) || !cut.contains(new Link(other, one));
  }

  private static Set<Link> cut(World<?> world) {
    Set<Link> cut = new HashSet<>();
    for (Fault.Lasting fault : world.active()) {
      if (fault instanceof Fault.Cut(var _, var links)) {
        cut.addAll(links);
      }
    }
    return cut;
  }
}
