package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.NodeId;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.MemberAddRequest;
import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.server.Cluster.Place;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A member that has lost its directory has forgotten what others count on. It does not come back
/// as if it had never been there.
@Timeout(300)
final class LostDirectoryTest {

  @TempDir private Path directory;

  @Test
  @DisplayName("a founder that lost its directory is refused, with the commands that replace it")
  void founder() throws IOException {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      awaitKnownToAll(cluster);
      String id = Long.toHexString(cluster.id("c"));
      lose(cluster, "c");
      assertThatThrownBy(() -> cluster.start("c"))
          .hasStackTraceContaining("member " + id + " has already been bootstrapped")
          .hasStackTraceContaining(directory.resolve("c") + " holds nothing of it")
          .hasStackTraceContaining("etcdctl member remove " + id)
          .hasStackTraceContaining(
              "etcdctl member add c --peer-urls=" + cluster.place("c").peers());
      cluster.awaitLeader();
    }
  }

  @Test
  @DisplayName("also by one that has just started again, and knows of no leader")
  void byOneAlone() throws IOException {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      awaitKnownToAll(cluster);
      List.of("a", "b").forEach(cluster::stop);
      lose(cluster, "c");
      cluster.start("a");
      assertThatThrownBy(() -> cluster.start("c"))
          .hasStackTraceContaining("has already been bootstrapped");
    }
  }

  @Test
  @DisplayName("a founder that is started later than the others may begin")
  void late() {
    try (var cluster = Cluster.of(directory, "a", "b", "c")) {
      cluster.start("a");
      cluster.start("b");
      cluster.awaitLeader();
      cluster.start("c");
      awaitKnownToAll(cluster);
    }
  }

  @Test
  @DisplayName("a member that joined and lost its directory is refused by whatever flags")
  void joined() throws IOException {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      List<ServerUrl> free = Ports.free(2);
      var place = new Place("d", free.getFirst(), free.getLast());
      add(cluster, place);
      ServerSettings settings =
          cluster.settings(
              place,
              new Beginning(
                  InitialCluster.parse(cluster.initial() + ",d=" + place.peers(), "test"), false));
      cluster.start(settings);
      awaitKnownToAll(cluster);
      lose(cluster, "d");
      assertThatThrownBy(() -> cluster.start(settings))
          .hasStackTraceContaining("has already been bootstrapped");
    }
  }

  private static void add(Cluster cluster, Place place) {
    ServerUrl clients = cluster.place("a").clients();
    var channel =
        NettyChannelBuilder.forAddress(clients.host(), clients.port()).usePlaintext().build();
    try {
      ClusterGrpc.newBlockingStub(channel)
          .memberAdd(MemberAddRequest.newBuilder().addPeerURLs(place.peers().toString()).build());
    } finally {
      channel.shutdownNow();
    }
  }

  /// Waits until all that run know of all that run that they were started.
  private static void awaitKnownToAll(Cluster cluster) {
    List<NodeId> nodes =
        cluster.running().stream().map(cluster::id).map(ClusterMember::node).toList();
    Patience.until(
        "all are known",
        () ->
            cluster.running().stream()
                .map(cluster::server)
                .map(server -> (Gate) server.gate())
                .allMatch(gate -> nodes.stream().allMatch(gate::hasStarted)));
  }

  private void lose(Cluster cluster, String name) throws IOException {
    cluster.stop(name);
    try (Stream<Path> files = Files.walk(directory.resolve(name))) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
