package ds.exercise.replicatedkv.judge;

import ds.core.NodeId;
import ds.exercise.replicatedkv.KvMessage;
import ds.lab.fault.Fault;
import ds.lab.fault.Link;
import ds.lab.world.Host;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Who can reach whom, as things stand.
final class Reach {

  private Reach() {}

  /// Whether a client, through whatever servers it reaches, comes to a majority of them. It is
  /// enough if messages pass in one direction.
  static boolean comesToMajority(World<KvMessage> world, NodeId client) {
    Set<Link> cut = cut(world);
    List<NodeId> reached = new ArrayList<>(List.of(client));
    for (int i = 0; i < reached.size(); i++) {
      for (Host<KvMessage> host : world.hosts()) {
        boolean isNew = isServer(host) && host.isUp() && !reached.contains(host.id());
        if (isNew && isOpen(cut, reached.get(i), host.id())) {
          reached.add(host.id());
        }
      }
    }
    long servers = world.hosts().stream().filter(Reach::isServer).count();
    return reached.size() - 1 > servers / 2;
  }

  private static boolean isServer(Host<KvMessage> host) {
    return !(host.node() instanceof Client);
  }

  private static boolean isOpen(Set<Link> cut, NodeId one, NodeId other) {
    return !cut.contains(new Link(one, other)) || !cut.contains(new Link(other, one));
  }

  private static Set<Link> cut(World<KvMessage> world) {
    Set<Link> cut = new HashSet<>();
    for (Fault.Lasting fault : world.active()) {
      if (fault instanceof Fault.Cut(var _, var links)) {
        cut.addAll(links);
      }
    }
    return cut;
  }
}
