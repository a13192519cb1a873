package ds.system.kv.front.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.api.mvccpb.Event;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One stream of watches, read message by message.
final class WatchClient extends ClientCall.Listener<WatchResponse> {

  private static final long PATIENCE_SECONDS = 60;

  private final ClientCall<WatchRequest, WatchResponse> call;
  private final LinkedBlockingQueue<WatchResponse> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private volatile boolean paused;

  WatchClient(Channel channel, String... metadata) {
    var headers = new Metadata();
    for (int i = 0; i < metadata.length; i += 2) {
      headers.put(Metadata.Key.of(metadata[i], Metadata.ASCII_STRING_MARSHALLER), metadata[i + 1]);
    }
    call = channel.newCall(WatchGrpc.getWatchMethod(), CallOptions.DEFAULT);
    call.start(this, headers);
    call.request(1);
  }

  @Override
  public void onMessage(WatchResponse message) {
    received.add(message);
    if (!paused) {
      call.request(1);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status);
  }

  void send(WatchRequest request) {
    call.sendMessage(request);
  }

  /// Creates a watch, and returns its number.
  long create(WatchCreateRequest.Builder watch) {
    WatchResponse answer = createAnswer(watch);
    assertThat(answer.getCreated()).isTrue();
    assertThat(answer.getCanceled()).isFalse();
    return answer.getWatchId();
  }

  WatchResponse createAnswer(WatchCreateRequest.Builder watch) {
    send(WatchRequest.newBuilder().setCreateRequest(watch).build());
    return next();
  }

  /// Reads no more than one further message.
  void pause() {
    paused = true;
  }

  void goOn() {
    paused = false;
    call.request(1);
  }

  int received() {
    return received.size();
  }

  WatchResponse next() {
    try {
      WatchResponse next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("a message within %s s", PATIENCE_SECONDS).isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The next events, of as many messages as they come in.
  List<Event> events(int count) {
    List<Event> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(next().getEventsList());
    }
    assertThat(events).hasSize(count);
    return events;
  }

  Status end() {
    return end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
