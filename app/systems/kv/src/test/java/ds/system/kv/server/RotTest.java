package ds.system.kv.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.protocol.raft.RaftSettings.Compaction;
import ds.runtime.file.DamagedFileException;
import ds.system.kv.server.KvServer.End;
import ds.system.kv.server.ServerSettings.Tuning;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A byte has changed in what a member has on its disk.
@Timeout(300)
final class RotTest {

  /// Where the frames of a file of the log begin, and what each begins with.
  private static final int FRAMES_AT = 4096;

  private static final int FRAME = 0x4D524644;
  private static final int LENGTH_AT = 16;
  private static final int WITNESS_BYTES = 48;

  private static final int KEYS = 100;

  private static final Tuning FORGETFUL =
      new Tuning(
          Tuning.DEFAULT.raft().with(new Compaction(40, 1 << 20, 5, 4)),
          Tuning.DEFAULT.quotaBytes(),
          Tuning.DEFAULT.limits(),
          Tuning.DEFAULT.retention(),
          Tuning.DEFAULT.recorded());

  @TempDir private Path directory;

  @Test
  @DisplayName("the log of a member that was stopped: refused, with file and offset of any frame")
  void log() throws IOException {
    try (var cluster = Cluster.start(directory, "a")) {
      put(cluster);
      cluster.stop("a");
      Path segment = file("segment-").orElseThrow();
      byte[] intact = Files.readAllBytes(segment);
      List<Integer> frames = frames(intact);
      int newest = newest(frames, intact);
      for (int frame : List.of(frames.getFirst(), newest)) {
        byte[] rotten = intact.clone();
        rotten[frame + 60] ^= 1;
        Files.write(segment, rotten);
        assertThatThrownBy(() -> KvServer.start(cluster.settings("a"), _ -> {}))
            .isInstanceOf(DamagedFileException.class)
            .hasMessageContaining(segment + " is damaged at offset " + frame + ": ");
      }
      Files.write(segment, intact);
      cluster.start("a");
      cluster.awaitLeader();
    }
  }

  @Test
  @DisplayName("its snapshot: the member stops, with file and offset, and has no defect")
  void snapshot() throws Exception {
    try (var cluster = Cluster.of(directory, "a");
        var said = new Said()) {
      ServerSettings usual = cluster.settings("a");
      ServerSettings forgetful =
          new ServerSettings(
              usual.name(),
              usual.data(),
              usual.addresses(),
              usual.beginning(),
              usual.security(),
              FORGETFUL);
      cluster.start(forgetful);
      cluster.awaitLeader();
      put(cluster);
      Patience.until("it has a snapshot", () -> file("checkpoint-").isPresent());
      cluster.stop("a");

      Path snapshot = file("checkpoint-").orElseThrow();
      byte[] bytes = Files.readAllBytes(snapshot);
      bytes[bytes.length / 2] ^= 1;
      Files.write(snapshot, bytes);
      cluster.start(forgetful);
      assertThat(cluster.end("a").get(Patience.SECONDS_MAX, TimeUnit.SECONDS))
          .isEqualTo(End.DAMAGED);
      assertThat(said.lines())
          .anyMatch(line ->
              line.contains("the data directory cannot be read, and this member stops")
                  && line.contains(snapshot + " is damaged at offset "));
    }
  }

  private static void put(Cluster cluster) {
    try (Client client = cluster.client()) {
      for (int i = 0; i < KEYS; i++) {
        client.getKVClient().put(seq("key " + i), seq("value")).join();
      }
    }
  }

  private static List<Integer> frames(byte[] segment) {
    ByteBuffer view = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> frames = new ArrayList<>();
    for (int at = FRAMES_AT;
        at < segment.length && view.getInt(at) == FRAME;
        at += view.getInt(at + LENGTH_AT)) {
      frames.add(at);
    }
    return frames;
  }

  /// The last one that holds something: the witness of a good end, behind it, is as short as a
  /// record of nothing.
  private static int newest(List<Integer> frames, byte[] segment) {
    ByteBuffer view = ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
    return frames.stream()
        .filter(it -> view.getInt(it + LENGTH_AT) > WITNESS_BYTES)
        .toList()
        .getLast();
  }

  private Optional<Path> file(String prefix) {
    try (Stream<Path> files = Files.list(directory.resolve("a"))) {
      return files
          .filter(it -> it.getFileName().toString().startsWith(prefix))
          .filter(it -> !it.toString().endsWith(".new"))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // one was renamed while it was looked at
    }
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
