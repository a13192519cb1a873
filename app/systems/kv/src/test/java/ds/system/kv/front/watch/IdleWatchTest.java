package ds.system.kv.front.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.FakeMember;
import ds.system.kv.front.rpc.Headers;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What a watch is told when nothing happens, without the ten minutes of waiting.
final class IdleWatchTest {

  private final FakeMember member = new FakeMember();
  private final WatchHub hub = new WatchHub(member);
  private final Sent sent = new Sent();
  private final WatchStream stream =
      new WatchStream(sent, hub, new Headers(member), _ -> Optional.empty(), _ -> {});

  @AfterEach
  void close() {
    hub.close();
    member.close();
  }

  @Test
  @DisplayName("a watch that asks for it is told how far it has seen, unless it was told a change")
  void progress() {
    create(1, true);
    create(2, false);
    assertThat(idle()).containsExactly("1@1");

    member.apply(Put.of(Bytes.of("other"), Bytes.of("v")));
    assertThat(idle()).as("nothing of what it watches has changed").containsExactly("1@2");

    member.apply(Put.of(Bytes.of("k"), Bytes.of("v")));
    assertThat(idle()).containsExactlyInAnyOrder("1@3 with 1 events", "2@3 with 1 events");
    assertThat(idle()).containsExactly("1@3");
  }

  private void create(long id, Boolean wantsProgress) {
    stream.onMessage(
        WatchRequest.newBuilder()
            .setCreateRequest(
                WatchCreateRequest.newBuilder()
                    .setWatchId(id)
                    .setKey(ByteString.copyFromUtf8("k"))
                    .setProgressNotify(wantsProgress))
            .build());
    settle();
    sent.messages.clear();
  }

  /// What is sent until another span without news is over.
  private List<String> idle() {
    settle();
    hub.execute(stream::tellIdle);
    settle();
    List<String> texts =
        sent.messages.stream()
            .map(it ->
                it.getWatchId()
                    + "@"
                    + it.getHeader().getRevision()
                    + (it.getEventsCount() > 0 ? " with " + it.getEventsCount() + " events" : ""))
            .toList();
    sent.messages.clear();
    return texts;
  }

  /// Waits until the hub and the member have done what they were told.
  private void settle() {
    for (int i = 0; i < 3; i++) {
      member.apply();
      var done = new CompletableFuture<Void>();
      hub.execute(() -> done.complete(null));
      done.join();
    }
  }

  /// A connection that takes everything; used on the hub's thread, read when that rests.
  private static final class Sent extends ServerCall<WatchRequest, WatchResponse> {

    private final List<WatchResponse> messages = new ArrayList<>();

    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(WatchResponse message) {
      messages.add(message);
    }

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<WatchRequest, WatchResponse> getMethodDescriptor() {
      return WatchGrpc.getWatchMethod();
    }
  }
}
