package ds.workbench.kv.embedded;

import ds.core.NodeId;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.bootstrap.Identity;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Tuning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /// What a search for a place came to.
  ///
  /// @param plan nothing if there is no place
  /// @param obstacles why the places before it could not be had, in words
  public record Search(Optional<Plan> plan, List<String> obstacles) {

    public Search {
      obstacles = List.copyOf(obstacles);
    }
  }

  /// The usual ports with the usual folder, or the next ports that are free, with a folder of their
  /// own: members know each other by their addresses, so data belongs to its ports, and to as many
  /// members as it was begun with.
  ///
  /// @param folder `kv.data`, say
  public static Search free(int members, Path folder) {
    List<String> obstacles = new ArrayList<>();
    for (int shift = 0; shift <= SHIFTS_MAX; shift++) {
      int port = PORT + shift * SHIFT;
      var plan = new Plan(members, port == PORT ? folder : beside(folder, port), port);
      Optional<String> obstacle = plan.obstacle();
      if (obstacle.isEmpty()) {
        return new Search(Optional.of(plan), obstacles);
      }
      obstacles.add(obstacle.get());
    }
    return new Search(Optional.empty(), obstacles);
  }

  private static Path beside(Path folder, int port) {
    return folder.resolveSibling(folder.getFileName() + "-" + port);
  }

  /// Whether there are such ports.
  public boolean isPossible() {
    return port >= 1 && port + (members - 1) * PORTS_APART + 1 <= PORT_MAX;
  }

  /// Members that were begun in a folder.
  ///
  /// @param folder of one of them
  /// @param plan by which they were; nothing if by none, so that no plan serves them
  public record Begun(Path folder, Optional<Plan> plan) {

    /// What is there, in words.
    public String words() {
      return plan.map(it -> "%s holds %s at port %d".formatted(it.data, it.count(), it.port))
          .orElseGet(() -> folder + " holds a member of another cluster");
    }
  }

  /// What is there that this plan does not serve, if anything is.
  ///
  /// @throws IOException if a member's folder is in use, or cannot be read
  public Optional<Begun> others() throws IOException {
    Optional<Begun> joined = Optional.empty();
    boolean isBegun = false;
    for (String name : new Plan(MEMBERS_MAX, data, port).names()) {
      Path folder = data.resolve(name);
      Optional<List<ClusterMember>> founders = Identity.founders(folder);
      if (founders.isPresent() && founders.get().isEmpty()) {
        joined = joined.or(() -> Optional.of(new Begun(folder, Optional.empty())));
      } else if (founders.isPresent()) {
        isBegun = true;
        Optional<Plan> begun = of(founders.get());
        if (begun.filter(this::servesDataOf).isEmpty()) {
          return Optional.of(new Begun(folder, begun));
        }
      }
    }
    return isBegun ? Optional.empty() : joined;
  }

  private Optional<Plan> of(List<ClusterMember> founders) {
    String first = founders.getFirst().peerUrls().getFirst();
    var begun = new Plan(founders.size(), data, ServerUrl.parse(first).port() - 1);
    return Optional.of(begun)
        .filter(it -> it.members <= MEMBERS_MAX && it.isPossible())
        .filter(it -> places(it.cluster().members()).equals(places(founders)));
  }

  private static Map<String, List<String>> places(List<ClusterMember> founders) {
    return founders.stream()
        .collect(Collectors.toMap(ClusterMember::name, ClusterMember::peerUrls));
  }

  /// Whether members of another plan find each other here: a single one has nobody to find.
  public boolean servesDataOf(Plan other) {
    return members == other.members && (members == 1 || port == other.port);
  }

  /// Why its members cannot be started here, in words. What cannot be read is said when they are.
  Optional<String> obstacle() {
    if (!isFree()) {
      return Optional.of("the ports from %d on are taken".formatted(port));
    }
    try {
      Optional<String> others = others().map(Begun::words);
      return others.isPresent() ? others : LostFolders.words(this);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// How many members, in words.
  private String count() {
    return members == 1 ? "one member" : members + " members";
  }

  /// Whether nobody has its ports now.
  boolean isFree() {
    return unavailable().isEmpty();
  }

  /// Which of its ports cannot be had now, and why, in words: the first of them, if any.
  public Optional<String> unavailable() {
    return names().stream()
        .flatMap(name -> Stream.of(clients(name), peers(name)))
        .flatMap(url -> unavailable(url.port()).stream())
        .findFirst();
  }

  /// Asked as the members ask: what their last connections have left behind is in nobody's way.
  private static Optional<String> unavailable(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("port %d cannot be had: %s".formatted(port, e.getMessage()));
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
        new Beginning(cluster(), true),
        ServerSettings.Security.NONE,
        tuning);
  }
}
