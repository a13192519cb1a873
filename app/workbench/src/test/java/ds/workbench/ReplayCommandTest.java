package ds.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.process.Address;
import ds.trial.process.Cluster;
import ds.trial.process.Place;
import ds.trial.process.ServerProcess;
import ds.workbench.kv.OurServer;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a person reads who replays what servers have recorded.
@Timeout(180)
class ReplayCommandTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PUTS = 20;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  private int run(String... words) {
    return Ds.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  @DisplayName("a member that was killed is replayed; of rotten bytes it is said where they are")
  void killed() throws Exception {
    Path recordings = directory.resolve("flight");
    var program =
        OurServer.program(List.of("-Xmx256m"), List.of("--record", recordings.toString()));
    try (var cluster = new Cluster(program, directory, Place.free(directory, List.of("a")))) {
      cluster.startAll();
      assertThat(cluster.awaitReady(PATIENCE)).isTrue();
      for (int i = 0; i < PUTS; i++) {
        put(cluster.endpoints().getFirst(), "key " + i);
      }
      cluster.names().forEach(name -> cluster.process(name).ifPresent(ServerProcess::kill));
    }
    assertThat(run("replay", recordings.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("the same as when they were recorded", "holds election safety");

    out.getBuffer().setLength(0);
    assertThat(run("replay", recordings.toString(), "--from", "1", "--to", "3")).isZero();
    assertThat(out.toString().lines().filter(it -> it.contains("  1  "))).hasSizeLessThan(3);
    assertThat(out.toString()).contains("starts", "3 steps: the same");

    assertThat(run("replay", recordings.toString(), "--node", "nobody"))
        .isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("unknown node 'nobody'; expected one of ");

    Path rotten = rot(recordings);
    err.getBuffer().setLength(0);
    assertThat(run("replay", recordings.toString())).isEqualTo(Exit.MALFORMED.code());
    assertThat(err.toString()).contains(rotten + " is damaged at offset ");
  }

  private static void put(Address address, String key) throws Exception {
    var encoder = Base64.getEncoder();
    String body =
        "{\"key\":\"%s\",\"value\":\"%s\"}"
            .formatted(
                encoder.encodeToString(key.getBytes(UTF_8)),
                encoder.encodeToString("value".getBytes(UTF_8)));
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(address.url().resolve("/v3/kv/put"))
              .POST(BodyPublishers.ofString(body))
              .timeout(PATIENCE)
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  /// Changes a byte near the begin of a recording.
  private static Path rot(Path recordings) throws Exception {
    try (var files = Files.walk(recordings)) {
      Path file =
          files.filter(it -> it.toString().endsWith(".log")).sorted().findFirst().orElseThrow();
      try (var bytes = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        var one = ByteBuffer.allocate(1);
        bytes.read(one, 4_200);
        one.put(0, (byte) ~one.get(0));
        bytes.write(one.flip(), 4_200);
      }
      return file;
    }
  }

  @Test
  @DisplayName("a directory without recordings, and steps that are none, are told")
  void wrong() {
    assertThat(run("replay", directory.resolve("nowhere").toString()))
        .isEqualTo(Exit.MISSING.code());
    assertThat(err.toString()).contains("there is no directory ");
    assertThat(run("replay", directory.toString())).isEqualTo(Exit.MISSING.code());
    assertThat(err.toString()).contains("there is no recording in ");
    assertThat(run("replay", directory.toString(), "--from", "3", "--to", "2"))
        .isEqualTo(Exit.USAGE.code());
    assertThat(run("up", "kv", "--record", directory.toString(), "--record-max-bytes", "5"))
        .isEqualTo(Exit.USAGE.code());
    assertThat(err.toString()).contains("--record-max-bytes 5; expected 524288 or more");
  }
}
