package ds.system.kv.server;

import ds.protocol.raft.RaftSettings.Compaction;
import ds.system.kv.server.ServerSettings.Tuning;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Values that are as large as a request may be.
@Timeout(300)
final class LargeValuesTest {

  /// All but what a request has besides.
  private static final int BYTES = Tuning.DEFAULT.limits().requestBytesMax() - 64;

  /// So many that a chunk of pieces without anything else is more than a frame may have.
  private static final int KEYS = 30;

  private static final Tuning FORGETFUL =
      new Tuning(
          Tuning.DEFAULT
              .raft()
              .with(
                  new Compaction(
                      1, 1 << 20, 0, Tuning.DEFAULT.raft().compaction().chunkPiecesMax())),
          Tuning.DEFAULT.quotaBytes(),
          Tuning.DEFAULT.limits(),
          Tuning.DEFAULT.retention(),
          Tuning.DEFAULT.recorded());

  @TempDir private Path directory;

  @Test
  @DisplayName("a member that needs a snapshot of them gets it")
  void snapshot() {
    try (var cluster = Cluster.of(directory, "a", "b", "c")) {
      for (String name : List.of("a", "b", "c")) {
        cluster.start(forgetful(cluster.settings(name)));
      }
      cluster.awaitLeader();
      cluster.stop("c");
      try (Client client = cluster.client("a")) {
        for (int i = 0; i < KEYS; i++) {
          client.getKVClient().put(key(i), ByteSequence.from(new byte[BYTES])).join();
        }
      }
      cluster.start(forgetful(cluster.settings("c")));
      long revision = cluster.server("a").gate().revision();
      Patience.until("c has them, too", () -> cluster.server("c").gate().revision() >= revision);
    }
  }

  private static ByteSequence key(int number) {
    return ByteSequence.from("key " + number, StandardCharsets.UTF_8);
  }

  private static ServerSettings forgetful(ServerSettings usual) {
    return new ServerSettings(
        usual.name(),
        usual.data(),
        usual.addresses(),
        usual.beginning(),
        usual.security(),
        FORGETFUL);
  }
}
