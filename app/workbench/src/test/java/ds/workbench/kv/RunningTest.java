package ds.workbench.kv;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.MemberRemoveRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.roster.ClusterMember;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.kv.embedded.Plan;
import ds.workbench.terminal.Exit;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whether somebody who starts a cluster is told that it serves.
@Timeout(300)
final class RunningTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir private Path folder;

  @Test
  @DisplayName("members are led when they are started, and again at the same ports only")
  void ports() {
    Plan plan = Elsewhere.plan(folder.resolve("data"));
    assertThat(isLed(plan, LONG)).isTrue();
    assertThat(isLed(Elsewhere.plan(folder.resolve("data")), SHORT)).isFalse();
    assertThat(isLed(plan, LONG)).isTrue();
  }

  @Test
  @DisplayName("a member that is removed ends alone, at the next start too")
  void removed() throws Exception {
    Plan plan = Elsewhere.plan(folder.resolve("data"));
    var running = new Running();
    try (var cluster = new Client(plan)) {
      assertThat(running.start(plan, Tuning.DEFAULT, LONG)).isTrue();
      var end = CompletableFuture.supplyAsync(running::await);
      cluster.remove("s3");
      cluster.awaitEnd("s3", end);
      cluster.put();
      assertThat(end).isNotDone();
    } finally {
      running.close();
    }
    var again = new Running();
    try (var cluster = new Client(plan)) {
      assertThat(again.start(plan, Tuning.DEFAULT, LONG)).isTrue();
      var end = CompletableFuture.supplyAsync(again::await);
      cluster.awaitEnd("s3", end);
      cluster.put();
      assertThat(end).isNotDone();
    } finally {
      again.close();
    }
  }

  /// A client of the first member.
  private static final class Client implements AutoCloseable {

    private final Plan plan;
    private final ManagedChannel channel;

    Client(Plan plan) {
      this.plan = plan;
      int port = plan.clients("s1").port();
      channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    void put() {
      KVGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .put(PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build());
    }

    void remove(String name) {
      ClusterGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .memberRemove(
              MemberRemoveRequest.newBuilder().setID(ClusterMember.id(plan.node(name))).build());
    }

    /// Waits until nobody listens where a member was, or all members have come to their end.
    void awaitEnd(String name, CompletableFuture<Exit> end) throws InterruptedException {
      while (listens(name) && !end.isDone()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }

    private boolean listens(String name) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), plan.clients(name).port())) {
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }

  private static boolean isLed(Plan plan, Duration patience) {
    var running = new Running();
    try {
      return running.start(plan, Tuning.DEFAULT, patience);
    } finally {
      running.close();
    }
  }
}
