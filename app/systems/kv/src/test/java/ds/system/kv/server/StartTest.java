package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ds.system.kv.bootstrap.Beginning;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.server.ServerSettings.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that cannot start says why, and leaves nothing behind.
@Timeout(300)
final class StartTest {

  @TempDir private Path directory;

  /// Some threads are the whole process's, for good.
  @BeforeAll
  static void warm(@TempDir Path elsewhere) {
    Cluster.start(elsewhere, "warm").close();
  }

  @Test
  @DisplayName("a directory has one server at a time")
  void sameDirectory() throws IOException {
    try (var cluster = Cluster.start(directory, "a")) {
      assertThatThrownBy(() -> KvServer.start(at(cluster, Ports.free(2)), _ -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(directory.resolve("a").toString());
    }
  }

  @Test
  @DisplayName("a port of clients that is in use: told, no thread left, the directory free again")
  void clientPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refuses(List.of(Ports.free(1).getFirst(), Ports.url(taken.getLocalPort())));
    }
  }

  @Test
  @DisplayName("a port of members that is in use: told, no thread left, the directory free again")
  void peerPort() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refuses(List.of(Ports.url(taken.getLocalPort()), Ports.free(1).getFirst()));
    }
  }

  private void refuses(List<ServerUrl> urls) throws IOException {
    var cluster = new Beginning(InitialCluster.parse("a=" + urls.getFirst(), "test"), true);
    Set<Thread> before = threads();
    assertThatThrownBy(() -> KvServer.start(settings(urls, cluster), _ -> {}))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("use");
    Patience.until("its threads end", () -> before.containsAll(threads()));

    KvServer.start(settings(Ports.free(2), cluster), _ -> {}).close();
  }

  @Test
  @DisplayName("what it writes is for its owner only: what clients store, and hashes of passwords")
  void permissions() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    List<ServerUrl> urls = Ports.free(2);
    var cluster = new Beginning(InitialCluster.parse("a=" + urls.getFirst(), "test"), true);
    KvServer.start(settings(urls, cluster), _ -> {}).close();
    try (Stream<Path> all = Files.walk(directory.resolve("a"))) {
      for (Path path : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .as(path.toString())
            .endsWith("------");
      }
    }
  }

  @Test
  @DisplayName("a server that was closed leaves no thread behind")
  void closed() {
    Set<Thread> before = threads();
    Cluster.start(directory, "a").close();
    Patience.until("its threads end", () -> before.containsAll(threads()));
  }

  @Test
  @DisplayName("an initial cluster that does not name the member is refused")
  void unnamed() {
    var cluster = new Beginning(InitialCluster.parse("b=http://127.0.0.1:1", "test"), true);
    assertThatThrownBy(() -> KvServer.start(settings(Ports.free(2), cluster), _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not name 'a'");
  }

  @Test
  @DisplayName("an initial cluster that has the member at another address is refused, once")
  void elsewhere() throws IOException {
    List<ServerUrl> urls = Ports.free(2);
    var wrong = new Beginning(InitialCluster.parse("a=http://127.0.0.1:1", "test"), true);
    assertThatThrownBy(() -> KvServer.start(settings(urls, wrong), _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has 'a' at [http://127.0.0.1:1], and it is told to advertise");

    String named = "a=http://localhost:" + urls.getFirst().port();
    KvServer.start(
            settings(urls, new Beginning(InitialCluster.parse(named, "test"), true)), _ -> {})
        .close();
    KvServer.start(settings(urls, wrong), _ -> {}).close(); // it knows who it is by now
  }

  /// But for those that serve the whole process, whoever woke them first.
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> !isOfProcess(it.getName()))
        .collect(Collectors.toSet());
  }

  private static boolean isOfProcess(String name) {
    return name.startsWith("globalEventExecutor")
        || name.startsWith("grpc-")
        || name.startsWith("ForkJoinPool")
        || name.startsWith("CompletableFutureDelayScheduler")
        || name.startsWith("process reaper")
        || name.startsWith("junit");
  }

  private ServerSettings at(Cluster cluster, List<ServerUrl> urls) {
    return settings(urls, cluster.settings("a").beginning());
  }

  private ServerSettings settings(List<ServerUrl> urls, Beginning beginning) {
    return new ServerSettings(
        "a",
        directory.resolve("a"),
        new Addresses(
            List.of(urls.getFirst()),
            List.of(urls.getFirst()),
            List.of(urls.getLast()),
            List.of(urls.getLast())),
        beginning,
        ServerSettings.Security.NONE,
        ServerSettings.Tuning.DEFAULT);
  }
}
