package ds.system.kv.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Members are restarted one after the other, as for an upgrade, while clients go on.
@Timeout(300)
final class RollingRestartTest {

  private static final int CLIENTS = 8;

  @TempDir private Path directory;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean isOver;

  @Test
  @DisplayName("no client's call has to be repeated more than once, and nothing written is lost")
  void rolling() throws Exception {
    try (var cluster = Cluster.start(directory, "a", "b", "c")) {
      List<Writer> writers = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        var writer = new Writer(cluster, "client " + i);
        writers.add(writer);
        threads.add(Thread.ofVirtual().start(writer));
      }
      for (String name : List.of("a", "b", "c")) {
        awaitCalls(CLIENTS * 5);
        cluster.stop(name);
        awaitCalls(CLIENTS * 5);
        cluster.start(name);
        cluster.awaitLeader();
      }
      awaitCalls(CLIENTS * 5);
      isOver = true;
      for (Thread thread : threads) {
        thread.join();
      }
      for (Writer writer : writers) {
        assertThat(writer.failure).isEmpty();
        assertThat(writer.stored()).isEqualTo(String.valueOf(writer.written));
        writer.close();
      }
    }
  }

  /// Waits until so many more calls were answered.
  private void awaitCalls(int count) {
    int enough = calls.get() + count;
    Patience.until("clients go on", () -> calls.get() >= enough);
  }

  /// A client that knows all members, and asks those in turn that it is connected to.
  private final class Writer implements Runnable, AutoCloseable {

    private final ByteString key;
    private final List<ManagedChannel> members = new ArrayList<>();
    private int turn;
    private int written;
    private Optional<String> failure = Optional.empty();

    Writer(Cluster cluster, String name) {
      key = ByteString.copyFromUtf8(name);
      for (String member : cluster.running()) {
        var place = cluster.place(member).clients();
        members.add(
            NettyChannelBuilder.forAddress(place.host(), place.port()).usePlaintext().build());
      }
    }

    @Override
    public void run() {
      while (!isOver && failure.isEmpty()) {
        try {
          put(written + 1);
        } catch (StatusRuntimeException first) {
          putAgain(written + 1, first);
        }
        written++;
        calls.incrementAndGet();
      }
    }

    private void putAgain(int value, StatusRuntimeException first) {
      try {
        put(value);
      } catch (StatusRuntimeException second) {
        failure = Optional.of(first.getStatus() + ", and again " + second.getStatus());
      }
    }

    private void put(int value) {
      var request =
          PutRequest.newBuilder()
              .setKey(key)
              .setValue(ByteString.copyFromUtf8(String.valueOf(value)))
              .build();
      var _ = stub().put(request);
    }

    private KVGrpc.KVBlockingStub stub() {
      return KVGrpc.newBlockingStub(Patience.until("a connection", this::connected))
          .withDeadlineAfter(Patience.SECONDS_MAX, TimeUnit.SECONDS);
    }

    private Optional<ManagedChannel> connected() {
      turn = (turn + 1) % members.size();
      ManagedChannel next = members.get(turn);
      return next.getState(true) == ConnectivityState.READY ? Optional.of(next) : Optional.empty();
    }

    String stored() {
      var found = stub().range(RangeRequest.newBuilder().setKey(key).build());
      return found.getKvs(0).getValue().toStringUtf8();
    }

    @Override
    public void close() {
      members.forEach(ManagedChannel::shutdownNow);
    }
  }
}
