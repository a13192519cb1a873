package ds.lab.scenario;

import ds.core.Check;
import ds.core.Node;
import ds.core.NodeId;
import ds.lab.simulation.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Who takes part: servers `s1, s2, …`, spare servers with the numbers after them, which no server
/// knows at first, and clients `c1, c2, …`.
///
/// @param servers how many servers there are at first
/// @param spares how many more stand by
/// @param server makes a server
/// @param clients how many clients there are
/// @param client makes a client
public record Roster<M>(int servers, int spares, Maker<M> server, int clients, Maker<M> client) {

  /// More nodes than any scenario needs; a larger number is a slip of the finger.
  public static final int NODES_MAX = 1_000;

  /// Makes a node.
  public interface Maker<M> {

    /// @param self its name
    /// @param servers the servers there are at first
    Node<M> make(NodeId self, List<NodeId> servers);
  }

  public Roster {
    Check.that(servers >= 1, "a scenario has at least one server");
    Check.that(spares >= 0 && clients >= 0, "numbers of nodes are not negative");
    Check.that(servers + spares + clients <= NODES_MAX, "a scenario has at most 1,000 nodes");
  }

  public List<NodeId> serverIds() {
    return names("s", 1, servers);
  }

  public List<NodeId> spareIds() {
    return names("s", servers + 1, servers + spares);
  }

  public List<NodeId> clientIds() {
    return names("c", 1, clients);
  }

  List<Setting.Place<M>> places() {
    List<NodeId> known = serverIds();
    List<Setting.Place<M>> places = new ArrayList<>();
    known.forEach(id -> places.add(new Setting.Place<>(id, () -> server.make(id, known))));
    spareIds().forEach(id -> places.add(new Setting.Place<>(id, () -> server.make(id, known))));
    clientIds().forEach(id -> places.add(new Setting.Place<>(id, () -> client.make(id, known))));
    return places;
  }

  private static List<NodeId> names(String prefix, int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> new NodeId(prefix + i)).toList();
  }
}
