package ds.system.kv.front.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.FakeCall;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.rpc.Headers;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One stream of watches, whose client does not read, or cannot be told.
@Timeout(120)
final class WatchStreamTest {

  private FakeMember member;
  private WatchHub hub;

  @BeforeEach
  void open() {
    member = new FakeMember();
    hub = new WatchHub(member);
  }

  @AfterEach
  void close() {
    hub.close();
    member.close();
  }

  private WatchStream stream(FakeCall<WatchRequest, WatchResponse> call) {
    return new WatchStream(call, hub, new Headers(member), _ -> Optional.empty(), _ -> {});
  }

  private static FakeCall<WatchRequest, WatchResponse> call() {
    return new FakeCall<>(WatchGrpc.getWatchMethod());
  }

  private static WatchRequest watch() {
    return WatchRequest.newBuilder()
        .setCreateRequest(WatchCreateRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")))
        .build();
  }

  /// Waits until the hub has done what was asked of it.
  private void settle() {
    CompletableFuture.runAsync(() -> {}, hub::execute).join();
  }

  @Test
  @DisplayName("the next request is taken when there is room for its answer")
  void held() {
    FakeCall<WatchRequest, WatchResponse> call = call();
    WatchStream stream = stream(call);
    stream.onMessage(watch());
    settle();
    assertThat(call.requested()).isEqualTo(1);

    call.setReady(false);
    stream.onMessage(watch());
    settle();
    assertThat(call.requested()).isEqualTo(1);
    call.setReady(true);
    stream.onReady();
    stream.onReady();
    settle();
    assertThat(call.requested()).isEqualTo(2);
  }

  @Test
  @DisplayName("a stream on which a request cannot be answered is closed")
  void unanswered() throws InterruptedException {
    FakeCall<WatchRequest, WatchResponse> call = call();
    call.breakDown();
    stream(call).onMessage(watch());
    assertThat(call.told.take()).isEqualTo(Status.Code.INTERNAL);
  }

  @Test
  @DisplayName("a watch that cannot be told is closed with its stream, and the others are told")
  void untold() throws InterruptedException {
    FakeCall<WatchRequest, WatchResponse> broken = call();
    FakeCall<WatchRequest, WatchResponse> whole = call();
    for (FakeCall<WatchRequest, WatchResponse> call : List.of(broken, whole)) {
      stream(call).onMessage(watch());
      assertThat(call.told.take()).isInstanceOf(WatchResponse.class);
    }
    broken.breakDown();
    for (int i = 0; i < 2; i++) {
      member.apply(Put.of(Bytes.of("k"), Bytes.of("v")));
      assertThat(whole.told.take())
          .isInstanceOfSatisfying(
              WatchResponse.class, it -> assertThat(it.getEventsList()).hasSize(1));
    }
    assertThat(broken.told.take()).isEqualTo(Status.Code.INTERNAL);
    assertThat(broken.told).isEmpty();
  }

  @Test
  @DisplayName("what is done again and again goes on after it has failed")
  void again() throws InterruptedException {
    var done = new CountDownLatch(2);
    hub.every(
        1,
        () -> {
          done.countDown();
          throw new IllegalStateException("broken on purpose");
        });
    done.await();
  }
}
