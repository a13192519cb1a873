package ds.trial.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class ServerProcessTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofMillis(1);

  @TempDir private Path directory;
  private Cluster cluster;

  @BeforeEach
  void place() {
    cluster =
        new Cluster(
            StandIn.program(),
            directory.resolve("logs"),
            Place.free(directory.resolve("data"), List.of("a", "b")));
  }

  @AfterEach
  void killAll() {
    cluster.names().stream()
        .flatMap(name -> cluster.process(name).stream())
        .forEach(ServerProcess::kill);
  }

  @Test
  @DisplayName("a server is started with etcd's flags, ends in good order, and starts again")
  void startAndEnd() {
    ServerProcess first = cluster.start("a");
    assertThat(first.awaitReady(PATIENCE)).isTrue();
    assertThat(first.printed())
        .contains("--name a")
        .contains("--initial-cluster a=" + cluster.place("a").peers().url() + ",b=")
        .contains("--initial-cluster-state new")
        .contains("--flag for all");
    assertThat(first.residentBytes()).isGreaterThan(1_000_000);
    assertThat(first.cpu()).isPositive();

    assertThat(first.end(PATIENCE)).isTrue();
    assertThat(first.isReady()).isFalse();
    assertThat(first.exitCode()).isEqualTo(OptionalInt.of(143));
    assertThat(first.printed()).contains("ends well");

    ServerProcess second = cluster.start("a");
    assertThat(second.awaitReady(PATIENCE)).isTrue();
    assertThat(second.printed()).doesNotContain("ends well");
  }

  @Test
  @DisplayName("a killed server has no time for last words; its directory stays until it is wiped")
  void killAndWipe() {
    ServerProcess server = cluster.start("a");
    assertThat(server.awaitReady(PATIENCE)).isTrue();
    server.kill();
    assertThat(server.printed()).doesNotContain("ends well");
    assertThat(server.exitCode()).isEqualTo(OptionalInt.of(137));
    assertThat(server.residentBytes()).isZero();

    assertThat(cluster.place("a").directory()).isNotEmptyDirectory();
    cluster.wipe("a");
    assertThat(cluster.place("a").directory()).doesNotExist();
  }

  @Test
  @DisplayName("a stopped server answers nothing until it is continued")
  void pauseAndResume() {
    cluster.startAll();
    assertThat(cluster.awaitReady(PATIENCE)).isTrue();
    ServerProcess server = cluster.process("a").orElseThrow();
    server.pause();
    assertThat(server.isReady()).isFalse();
    assertThat(server.isAlive()).isTrue();
    server.resume();
    assertThat(server.awaitReady(PATIENCE)).isTrue();
    server.pause();
    assertThat(server.end(PATIENCE)).isTrue();
  }

  /// As somebody does who presses Ctrl-C in the middle.
  @Test
  @DisplayName("a server ends with the process that started it")
  void endsWithUs() throws Exception {
    Path pid = directory.resolve("pid");
    Process starter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                directory.toString(),
                pid.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("starter.log").toFile())
            .start();
    while (!Files.exists(pid) && starter.isAlive()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    Optional<ProcessHandle> server = ProcessHandle.of(Long.parseLong(Files.readString(pid)));
    assertThat(server).isPresent();
    starter.destroy();
    starter.waitFor();
    server.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static final class Starter {

    private Starter() {}

    /// @param arguments a directory, and a file that gets the number of the process started
    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      var cluster = new Cluster(StandIn.program(), directory, Place.free(directory, List.of("a")));
      ServerProcess server = cluster.start("a");
      Path draft = directory.resolve("draft");
      Files.writeString(draft, Long.toString(server.pid()));
      Files.move(draft, Path.of(arguments[1]));
      server.awaitEnd(Duration.ofMinutes(5));
    }
  }
}
