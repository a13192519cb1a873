package ds.system.kv.server;

import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.server.KvServer.End;
import ds.system.kv.server.ServerSettings.Addresses;
import ds.system.kv.server.ServerSettings.Security;
import ds.system.kv.server.ServerSettings.Tuning;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Servers of one cluster within this process, at free ports of this machine.
final class Cluster implements AutoCloseable {

  /// Where one server is, for others and for clients.
  record Place(String name, ServerUrl peers, ServerUrl clients) {

    Addresses addresses() {
      return new Addresses(List.of(peers), List.of(peers), List.of(clients), List.of(clients));
    }
  }

  private final Path directory;
  private final Security security;
  private final Beginning beginning;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<String, KvServer> running = new LinkedHashMap<>();
  private final Map<String, CompletableFuture<End>> ends = new LinkedHashMap<>();
  private final Map<String, FailingStorage> disks = new LinkedHashMap<>();

  private Cluster(Path directory, Security security, List<String> names) {
    this.directory = directory;
    this.security = security;
    List<ServerUrl> free = Ports.free(2 * names.size());
    for (int i = 0; i < names.size(); i++) {
      var place = new Place(names.get(i), free.get(2 * i), free.get(2 * i + 1));
      places.put(place.name(), place);
    }
    this.beginning = new Beginning(InitialCluster.parse(initial(), "test"), true);
  }

  /// The members of a new cluster, none of which runs yet.
  static Cluster of(Path directory, String... names) {
    return of(directory, Security.NONE, names);
  }

  static Cluster of(Path directory, Security security, String... names) {
    return new Cluster(directory, security, Arrays.asList(names));
  }

  /// Starts a new cluster, and waits until somebody leads it.
  static Cluster start(Path directory, String... names) {
    Cluster cluster = of(directory, names);
    Arrays.stream(names).forEach(cluster::start);
    cluster.awaitLeader();
    return cluster;
  }

  /// As the command line takes it.
  String initial() {
    return places.values().stream()
        .map(place -> place.name() + "=" + place.peers())
        .collect(Collectors.joining(","));
  }

  ServerSettings settings(String name) {
    return settings(place(name), beginning);
  }

  ServerSettings settings(Place place, Beginning how) {
    return new ServerSettings(
        place.name(),
        directory.resolve(place.name()),
        place.addresses(),
        how,
        security,
        Tuning.DEFAULT);
  }

  void start(String name) {
    start(settings(name));
  }

  void start(ServerSettings settings) {
    String name = settings.name();
    var end = new CompletableFuture<End>();
    ends.put(name, end);
    places.putIfAbsent(
        name,
        new Place(
            name,
            settings.addresses().peers().getFirst(),
            settings.addresses().clients().getFirst()));
    try {
      running.put(name, KvServer.start(settings, disk(name), end::complete));
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + name, e);
    }
  }

  void stop(String name) {
    KvServer server = running.remove(name);
    if (server != null) {
      server.close();
    }
  }

  Place place(String name) {
    return Objects.requireNonNull(places.get(name));
  }

  KvServer server(String name) {
    return Objects.requireNonNull(running.get(name));
  }

  List<String> running() {
    return List.copyOf(running.keySet());
  }

  /// The disk of a server, also while it does not run.
  FailingStorage disk(String name) {
    return disks.computeIfAbsent(name, _ -> new FailingStorage());
  }

  /// Why a server has ended by itself, once it has.
  CompletableFuture<End> end(String name) {
    return Objects.requireNonNull(ends.get(name));
  }

  /// Waits until all that run follow the same leader, which runs.
  ///
  /// @return its name
  String awaitLeader() {
    return Patience.until(
        "all follow a leader",
        () -> running.keySet().stream().filter(this::isFollowedByAll).findFirst());
  }

  private boolean isFollowedByAll(String name) {
    long leader = id(name);
    return running.values().stream().allMatch(it -> it.gate().leader() == leader);
  }

  String follower() {
    String leader = awaitLeader();
    return running().stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
  }

  long id(String name) {
    return server(name).gate().memberId();
  }

  /// A client of these members, or of all that run if none are named.
  Client client(String... names) {
    List<String> asked = names.length == 0 ? running() : Arrays.asList(names);
    return Client.builder()
        .endpoints(
            asked.stream().map(name -> place(name).clients().toString()).toArray(String[]::new))
        .build();
  }

  /// The addresses for clients of all that run, as etcdctl takes them.
  String endpoints() {
    return running.keySet().stream().map(this::endpoint).collect(Collectors.joining(","));
  }

  String endpoint(String name) {
    return place(name).clients().toString();
  }

  @Override
  public void close() {
    running().forEach(this::stop);
  }
}
