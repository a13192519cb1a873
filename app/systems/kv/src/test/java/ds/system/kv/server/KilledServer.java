package ds.system.kv.server;

import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.server.ServerSettings.Addresses;
import ds.system.kv.server.ServerSettings.Security;
import ds.system.kv.server.ServerSettings.Tuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A server as a process, for [KillTest] to kill.
final class KilledServer {

  private KilledServer() {}

  /// @param arguments name, directory, initial cluster, address for clients
  public static void main(String[] arguments) throws IOException {
    InitialCluster cluster = InitialCluster.parse(arguments[2], "killed");
    String name = arguments[0];
    ServerUrl peers = ServerUrl.parse(cluster.member(name).orElseThrow().peerUrls().getFirst());
    ServerUrl clients = ServerUrl.parse(arguments[3]);
    KvServer.start(
        new ServerSettings(
            name,
            Path.of(arguments[1]),
            new Addresses(List.of(peers), List.of(peers), List.of(clients), List.of(clients)),
            new Beginning(cluster, true),
            Security.NONE,
            Tuning.DEFAULT),
        end -> {
          System.out.println("ended " + end);
          Runtime.getRuntime().halt(1);
        });
    System.out.println("started");
  }
}
