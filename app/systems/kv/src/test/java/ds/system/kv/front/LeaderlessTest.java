package ds.system.kv.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a member that knows of no leader answers to clients that would rather fail than be served
/// by it. They are refused at the gate, whatever they ask for, so none of them reaches the member.
final class LeaderlessTest {

  private static final String REFUSAL = "UNAVAILABLE: etcdserver: no leader";
  private static final ByteString NAME = ByteString.copyFromUtf8("n");

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served();
    served.member().loseLeader();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("it refuses them what it could answer by itself")
  void refused() {
    assertThatThrownBy(() -> status(asking("true"))).hasMessage(REFUSAL);
  }

  @Test
  @DisplayName("it answers all others, and them when there is a leader again")
  void answered() {
    assertThat(status(served.channel())).isZero();
    assertThat(status(asking("false"))).isZero();
    served.member().lead();
    assertThat(status(asking("true"))).isEqualTo(served.member().memberId());
  }

  private static long status(Channel channel) {
    return MaintenanceGrpc.newBlockingStub(channel)
        .status(StatusRequest.getDefaultInstance())
        .getLeader();
  }

  @Test
  @DisplayName("it opens no stream to them: no watch is created")
  void watch() {
    var first = new First<WatchResponse>();
    WatchGrpc.newStub(asking("true"))
        .watch(first)
        .onNext(
            WatchRequest.newBuilder()
                .setCreateRequest(WatchCreateRequest.newBuilder().setKey(NAME))
                .build());
    first.isRefused();
  }

  @Test
  @DisplayName("nor is a sign of life waited for")
  void keepAlive() {
    var first = new First<LeaseKeepAliveResponse>();
    StreamObserver<LeaseKeepAliveRequest> requests =
        LeaseGrpc.newStub(asking("true")).leaseKeepAlive(first);
    first.isRefused();
    assertThat(requests).isNotNull();
  }

  /// A channel whose calls say whether they want a leader.
  private Channel asking(String hasLeader) {
    var metadata = new Metadata();
    metadata.put(Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER), hasLeader);
    return ClientInterceptors.intercept(
        served.channel(), MetadataUtils.newAttachHeadersInterceptor(metadata));
  }

  /// The first that comes of a stream, be it a message or its end.
  private static final class First<A> implements StreamObserver<A> {

    private final CompletableFuture<A> first = new CompletableFuture<>();

    void isRefused() {
      assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS)).hasRootCauseMessage(REFUSAL);
    }

    @Override
    public void onNext(A message) {
      first.complete(message);
    }

    @Override
    public void onError(Throwable reason) {
      first.completeExceptionally(reason);
    }

    @Override
    public void onCompleted() {
      first.cancel(false);
    }
  }
}
