package ds.system.kv.front.service;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.api.etcdserverpb.SnapshotResponse;
import ds.system.kv.front.FakeCall;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.Served;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.Headers;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that ask and do not read, and answers that cannot be sent.
@Timeout(120)
final class FloodTest {

  private static final int SIGNS = 50_000;

  private final FakeCall<LeaseKeepAliveRequest, LeaseKeepAliveResponse> call =
      new FakeCall<>(LeaseGrpc.getLeaseKeepAliveMethod());

  @Test
  @DisplayName("the next sign of life is taken when there is room for its answer")
  void held() throws InterruptedException {
    try (var member = new FakeMember()) {
      var stream = stream(member);
      assertThat(call.requested()).isEqualTo(1);
      sign(stream);
      assertThat(call.requested()).isEqualTo(2);

      call.setReady(false);
      sign(stream);
      assertThat(call.requested()).isEqualTo(2);
      stream.onReady();
      assertThat(call.requested()).isEqualTo(2);
      call.setReady(true);
      stream.onReady();
      assertThat(call.requested()).isEqualTo(3);
      stream.onReady();
      assertThat(call.requested()).isEqualTo(3);
    }
  }

  private KeepAliveStream stream(FakeMember member) {
    return new KeepAliveStream(call, new Counter(member, new Headers(member), 9));
  }

  private void sign(KeepAliveStream stream) throws InterruptedException {
    stream.onMessage(LeaseKeepAliveRequest.newBuilder().setID(1).build());
    assertThat(call.told.take()).isInstanceOf(LeaseKeepAliveResponse.class);
    synchronized (stream) {
      return; // what it does after its answer is done
    }
  }

  @Test
  @DisplayName("a stream on which nothing can be sent is closed")
  void broken() throws InterruptedException {
    try (var member = new FakeMember()) {
      var stream = stream(member);
      call.breakDown();
      stream.onMessage(LeaseKeepAliveRequest.newBuilder().setID(1).build());
      assertThat(call.told.take()).isEqualTo(Status.Code.INTERNAL);
    }
  }

  @Test
  @DisplayName("a client that reads late is given all answers")
  void late() throws InterruptedException {
    try (var served = new Served()) {
      var heard = new Semaphore(0);
      var signs =
          served.channel().newCall(LeaseGrpc.getLeaseKeepAliveMethod(), CallOptions.DEFAULT);
      signs.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(LeaseKeepAliveResponse message) {
              heard.release();
            }
          },
          new Metadata());
      for (int i = 0; i < SIGNS; i++) {
        signs.sendMessage(LeaseKeepAliveRequest.newBuilder().setID(i).build());
      }
      signs.request(SIGNS);
      assertThat(heard.tryAcquire(SIGNS, 100, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  @DisplayName("a snapshot that cannot be made, or sent, ends with an error")
  void snapshot() throws InterruptedException {
    FakeCall<SnapshotRequest, SnapshotResponse> unmade =
        new FakeCall<>(MaintenanceGrpc.getSnapshotMethod());
    new SnapshotStream(
            unmade,
            () -> {
              throw new IllegalStateException("broken on purpose");
            },
            1,
            Runnable::run)
        .resume();
    assertThat(unmade.told).containsExactly(Status.Code.INTERNAL);

    FakeCall<SnapshotRequest, SnapshotResponse> unsent =
        new FakeCall<>(MaintenanceGrpc.getSnapshotMethod());
    unsent.breakDown();
    new SnapshotStream(unsent, () -> List.of(new byte[1]).iterator(), 1, Runnable::run).resume();
    assertThat(unsent.told).containsExactly(Status.Code.INTERNAL);
  }
}
