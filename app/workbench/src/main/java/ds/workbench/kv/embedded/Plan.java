package ds.workbench.kv.embedded;

import ds.core.NodeId;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.server.KvServer;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Tuning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Who the members of an embedded cluster are, and where. All addresses are of the loopback
/// interface: no other machine reaches them.
///
/// @param members how many
/// @param data where each has a folder
/// @param port of the first member for clients; the next member's is 100 higher, and a member's
///   port for members 1 higher
public record Plan(int members, Path data, int port) {

  /// The first port, unless another is asked for: etcd's.
  public static final int PORT = 2379;

  public static final int MEMBERS_MAX = 9;

  private static final int PORT_MAX = 65_535;
  private static final int PORTS_APART = 100;

  /// The next ports that are tried, and how often.
  private static final int SHIFT = 10;

  private static final int SHIFTS_MAX = 9;

  /// The usual ports with the usual folder, or the next ports that are free, with a folder of their
  /// own: members know each other by their addresses, so data belongs to its ports, and to as many
  /// members as it was begun with.
  ///
  /// @param folder `kv.data`, say
  /// @return nothing if too many ports are taken
  public static Optional<Plan> free(int members, Path folder) {
    return IntStream.rangeClosed(0, SHIFTS_MAX)
        .map(shift -> PORT + shift * SHIFT)
        .mapToObj(port -> new Plan(members, port == PORT ? folder : beside(folder, port), port))
        .filter(plan -> plan.isFree() && plan.isOfItsData())
        .findFirst();
  }

  private static Path beside(Path folder, int port) {
    return folder.resolveSibling(folder.getFileName() + "-" + port);
  }

  /// Whether there are such ports.
  public boolean isPossible() {
    return port >= 1 && port + (members - 1) * PORTS_APART + 1 <= PORT_MAX;
  }

  /// The plan by which the data were begun: nothing if there are none, or if they were not begun by
  /// one.
  ///
  /// @throws IOException if a member's folder is in use, or cannot be read
  public Optional<Plan> begun() throws IOException {
    for (String name : new Plan(MEMBERS_MAX, data, port).names()) {
      if (Files.isDirectory(data.resolve(name))) {
        List<ClusterMember> founders = KvServer.founders(data.resolve(name));
        if (!founders.isEmpty()) {
          return of(founders);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Plan> of(List<ClusterMember> founders) {
    String first = founders.getFirst().peerUrls().getFirst();
    var begun = new Plan(founders.size(), data, ServerUrl.parse(first).port() - 1);
    return Optional.of(begun).filter(it -> places(it.cluster().members()).equals(places(founders)));
  }

  private static Map<String, List<String>> places(List<ClusterMember> founders) {
    return founders.stream()
        .collect(Collectors.toMap(ClusterMember::name, ClusterMember::peerUrls));
  }

  /// Whether members of another plan find each other here: a single one has nobody to find.
  public boolean servesDataOf(Plan other) {
    return members == other.members && (members == 1 || port == other.port);
  }

  /// What cannot be read is said when it is started.
  private boolean isOfItsData() {
    try {
      return begun().map(this::servesDataOf).orElse(true);
    } catch (IOException e) {
      return true;
    }
  }

  /// Whether nobody has its ports now.
  boolean isFree() {
    return names().stream()
        .allMatch(name -> isFree(clients(name).port()) && isFree(clients(name).port() + 1));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The members' names, in their order.
  public List<String> names() {
    return IntStream.rangeClosed(1, members).mapToObj(i -> "s" + i).toList();
  }

  /// Where clients find a member.
  public ServerUrl clients(String name) {
    return new ServerUrl(false, "127.0.0.1", port + names().indexOf(name) * PORTS_APART);
  }

  private ServerUrl peers(String name) {
    return new ServerUrl(false, "127.0.0.1", clients(name).port() + 1);
  }

  /// What a member's node is called.
  public NodeId node(String name) {
    return cluster().member(name).orElseThrow().node();
  }

  /// Where clients find the members, as etcdctl takes it.
  public String endpoints() {
    return names().stream()
        .map(this::clients)
        .map(url -> url.host() + ":" + url.port())
        .collect(Collectors.joining(","));
  }

  private InitialCluster cluster() {
    return InitialCluster.parse(
        names().stream().map(name -> name + "=" + peers(name)).collect(Collectors.joining(",")),
        "up");
  }

  /// What a member is started with.
  ServerSettings settings(String name, Tuning tuning) {
    List<ServerUrl> peers = List.of(peers(name));
    List<ServerUrl> clients = List.of(clients(name));
    return new ServerSettings(
        name,
        data.resolve(name),
        new ServerSettings.Addresses(peers, peers, clients, clients),
        new ServerSettings.Beginning(cluster(), true),
        ServerSettings.Security.NONE,
        tuning);
  }
}
