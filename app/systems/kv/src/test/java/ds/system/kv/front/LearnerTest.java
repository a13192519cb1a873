package ds.system.kv.front;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseLeasesRequest;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.MemberListRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.SnapshotRequest;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.api.v3lockpb.LockGrpc;
import ds.system.kv.api.v3lockpb.LockRequest;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a member without a vote answers: as etcd 3.5.16 was seen to.
final class LearnerTest {

  private static final String REFUSAL = "UNAVAILABLE: etcdserver: rpc not supported for learner";
  private static final ByteString KEY = ByteString.copyFromUtf8("k");

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served();
    KVGrpc.newBlockingStub(served.channel())
        .put(PutRequest.newBuilder().setKey(KEY).setValue(KEY).build());
    served.member().loseVote();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("it answers what nobody takes for the newest")
  void answered() {
    var serializable = RangeRequest.newBuilder().setKey(KEY).setSerializable(true).build();
    assertThat(KVGrpc.newBlockingStub(served.channel()).range(serializable).getCount()).isOne();
    var maintenance = MaintenanceGrpc.newBlockingStub(served.channel());
    assertThat(maintenance.status(StatusRequest.getDefaultInstance()).getRaftTerm()).isPositive();
    assertThat(maintenance.snapshot(SnapshotRequest.getDefaultInstance()).hasNext()).isTrue();
  }

  @Test
  @DisplayName("it leaves all other calls to those who vote")
  void refused() {
    var keys = KVGrpc.newBlockingStub(served.channel());
    refuses(() -> keys.range(RangeRequest.newBuilder().setKey(KEY).build()));
    refuses(() -> keys.put(PutRequest.newBuilder().setKey(KEY).build()));
    var cluster = ClusterGrpc.newBlockingStub(served.channel());
    refuses(() -> cluster.memberList(MemberListRequest.getDefaultInstance()));
    var leases = LeaseGrpc.newBlockingStub(served.channel());
    refuses(() -> leases.leaseLeases(LeaseLeasesRequest.getDefaultInstance()));
    var locks = LockGrpc.newBlockingStub(served.channel());
    refuses(() -> locks.lock(LockRequest.newBuilder().setName(KEY).build()));
  }

  @Test
  @DisplayName("it refuses streams")
  void streams() {
    var end = new CompletableFuture<WatchResponse>();
    WatchGrpc.newStub(served.channel())
        .watch(
            new StreamObserver<>() {
              @Override
              public void onNext(WatchResponse response) {
                end.complete(response);
              }

              @Override
              public void onError(Throwable reason) {
                end.completeExceptionally(reason);
              }

              @Override
              public void onCompleted() {
                end.cancel(false);
              }
            })
        .onNext(
            WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(KEY))
                .build());
    assertThatThrownBy(() -> end.get(60, TimeUnit.SECONDS)).hasRootCauseMessage(REFUSAL);
  }

  @Test
  @DisplayName("it says the same in JSON")
  void json() throws Exception {
    var address = served.address();
    var put =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + "/v3/kv/put"))
            .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"aw==\"}", UTF_8))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertThat(client.send(put, BodyHandlers.ofString()).body())
          .contains("\"code\":14", "etcdserver: rpc not supported for learner");
    }
  }

  private static void refuses(ThrowingCallable call) {
    assertThatThrownBy(call).hasMessage(REFUSAL);
  }
}
