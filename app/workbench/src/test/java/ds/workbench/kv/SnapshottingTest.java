package ds.workbench.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.growth.Snapshotted;
import ds.trial.kv.bench.growth.Snapshotting;
import ds.trial.kv.bench.growth.Snapshotting.Wanted;
import ds.trial.kv.bench.growth.Windows;
import ds.trial.kv.load.Content;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real server under writes while it writes snapshots; `./ds bench kv snapshot` has large ones.
@Timeout(600)
final class SnapshottingTest {

  @TempDir private Path directory;

  @Test
  @DisplayName("writes beside snapshots are told from others, and old versions do not pile up")
  void smallStore() throws Exception {
    assumeThat(Path.of("/proc/self/fd")).as("processes of Linux").isDirectory();
    var program = SmallServer.program("--auto-compaction-retention", "1s");
    List<String> heard = new ArrayList<>();
    var snapshotting =
        new Snapshotting(
            new Content(2_000, 256), 4_000, new Wanted(1, 1, Duration.ofMinutes(5)), heard::add);
    try (var contender = Contender.start(program, directory, 1)) {
      Snapshotted seen = snapshotting.run(contender, directory);

      assertThat(heard).contains("2,000 of 2,000 keys are written");
      assertThat(seen.lengths()).isNotEmpty();
      assertThat(seen.bytes()).isGreaterThan(2_000 * 256);
      assertThat(seen.memory().before()).isPositive();
      Windows windows = seen.windows();
      assertThat(windows.beside().seconds().kept())
          .isPositive()
          .isEqualTo(windows.apart().seconds().kept());
      assertThat(windows.beside().tally().latencies().count()).isPositive();
      assertThat(windows.apart().tally().latencies().count()).isPositive();
      assertThatThrownBy(() -> readFirst(contender)).hasMessageContaining("compacted");
    }
  }

  private static void readFirst(Contender contender) throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(contender.awaitLeader()).usePlaintext().build();
    try {
      KVGrpc.newBlockingStub(channel)
          .range(
              RangeRequest.newBuilder()
                  .setKey(ByteString.copyFromUtf8("00000000"))
                  .setRevision(2)
                  .build());
    } finally {
      channel.shutdownNow();
    }
  }
}
