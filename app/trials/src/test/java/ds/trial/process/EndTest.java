package ds.trial.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program with servers that is told to end, as by Ctrl-C.
@Timeout(300)
final class EndTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(5);

  @TempDir private Path directory;

  @Test
  @DisplayName("first come its last wishes, then the servers' end, then what is left is deleted")
  void end() throws Exception {
    Path log = directory.resolve("log");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EndTest.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (program.isAlive() && !Files.readString(log).contains("ready")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(LOOK.toNanos());
      }
      assertThat(directory.resolve("servers/data/a/started")).exists();
      program.destroy();
      assertThat(program.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    assertThat(Files.readAllLines(log))
        .containsExactly("ready", "the server runs: true", "the server runs: false");
    assertThat(directory.resolve("servers")).doesNotExist();
  }

  /// The program.
  public static void main(String[] arguments) throws IOException {
    Path servers = Path.of(arguments[0], "servers");
    Cluster cluster =
        new Cluster(
            StandIn.program(),
            servers.resolve("logs"),
            Place.free(servers.resolve("data"), List.of("a")));
    ServerProcess server = cluster.start("a");
    ServerProcess.beforeTheEnd(() -> System.out.println("the server runs: " + server.isAlive()));
    ServerProcess.afterTheEnd(() -> {
      System.out.println("the server runs: " + server.isAlive());
      Cluster.deleteAll(servers);
    });
    if (server.awaitReady(PATIENCE)) {
      System.out.println("ready");
    }
    server.awaitEnd(Duration.ofDays(1));
  }
}
