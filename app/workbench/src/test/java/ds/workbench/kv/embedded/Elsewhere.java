package ds.workbench.kv.embedded;

import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.server.KvServer;
import ds.system.kv.server.ServerSettings;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.trial.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Plans of clusters for tests, which meet nobody: at ports found by chance where no usual cluster
/// lies and no outgoing connection begins.
public final class Elsewhere {

  private static final int MEMBERS = 3;
  private static final int TRIES_MAX = 100;

  /// The members' ports lie above the first, and those of outgoing connections begin at 32,768.
  private static final int PORT_MAX = 32_500;

  private Elsewhere() {}

  /// A plan all of whose ports were free a moment ago.
  public static Plan plan(Path data) {
    return Stream.generate(() -> Ports.free(1).getFirst().port())
        .limit(TRIES_MAX)
        .filter(port -> port <= PORT_MAX)
        .map(port -> new Plan(MEMBERS, data, port))
        .filter(Plan::isFree)
        .findFirst()
        .orElseThrow();
  }

  /// Starts the first member of a plan once, which leaves data of all of them.
  public static void begin(Plan plan) throws IOException {
    try (var cluster = new EmbeddedCluster(plan, Tuning.DEFAULT, (_, _) -> {})) {
      cluster.start(plan.names().getFirst());
    }
  }

  /// A plan whose members have all been started, until one of them led.
  public static Plan begun(Path data) throws IOException {
    Plan plan = plan(data);
    try (var cluster = new EmbeddedCluster(plan, Tuning.DEFAULT, (_, _) -> {})) {
      for (String name : plan.names()) {
        cluster.start(name);
      }
      while (!cluster.isLed()) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return plan;
  }

  /// Deletes a folder and all that is in it.
  public static void lose(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Starts a member of its own once, at some port.
  public static void begin(String name, Path folder) throws IOException {
    List<ServerUrl> urls =
        Ports.free(2).stream().map(it -> new ServerUrl(false, "127.0.0.1", it.port())).toList();
    List<ServerUrl> peers = urls.subList(0, 1);
    List<ServerUrl> clients = urls.subList(1, 2);
    var cluster = InitialCluster.parse(name + "=" + peers.getFirst(), "other");
    var settings =
        new ServerSettings(
            name,
            folder,
            new ServerSettings.Addresses(peers, peers, clients, clients),
            new Beginning(cluster, true),
            ServerSettings.Security.NONE,
            Tuning.DEFAULT);
    KvServer.start(settings, _ -> {}).close();
  }
}
