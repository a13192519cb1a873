package broadcast;

import ds.core.NodeId;
import java.util.ArrayList;
import java.util.List;

/// The servers in as many groups as a group has members, or nearly so.
///
/// Think of rows in a table, filled one after the other: a column is a group. Whoever has something
/// for another group tells the member in its own row. So each server sees to some others only, and
/// no server is more important than any other.
final class Groups {

  private final List<NodeId> servers;
  private final int count;
  private final int place;

  Groups(NodeId self, List<NodeId> servers) {
    this.servers = servers;
    this.count = (int) Math.sqrt(servers.size());
    this.place = servers.indexOf(self);
  }

  boolean isMate(NodeId other) {
    return group(servers.indexOf(other)) == group(place);
  }

  /// The others of this server's group.
  List<NodeId> mates() {
    List<NodeId> mates = new ArrayList<>();
    for (int other = group(place); other < servers.size(); other += count) {
      if (other != place) {
        mates.add(servers.get(other));
      }
    }
    return mates;
  }

  /// One member of each other group. The last row may have a gap; the first one has none.
  List<NodeId> partners() {
    List<NodeId> partners = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      int sameRow = place - group(place) + group;
      if (group != group(place)) {
        partners.add(servers.get(sameRow < servers.size() ? sameRow : group));
      }
    }
    return partners;
  }

  private int group(int other) {
    return other % count;
  }
}
