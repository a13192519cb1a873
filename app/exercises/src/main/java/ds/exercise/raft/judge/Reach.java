package ds.exercise.raft.judge;

import ds.core.NodeId;
import ds.exercise.raft.RaftMessage;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.List;

/// Which servers reach one another, as things stand.
final class Reach {

  private Reach() {}

  /// Whether a server is well, and with all that it reaches both ways makes a majority.
  static boolean isMajority(World<RaftMessage> world, NodeId server, List<NodeId> servers) {
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

  private static boolean isWell(World<RaftMessage> world, NodeId server) {
    Host<RaftMessage> host = world.host(server);
    return host.isUp() && !host.isPaused();
  }

  static boolean isLinked(World<RaftMessage> world, NodeId one, NodeId other) {
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
}
