package ds.system.kv.front.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import ds.core.Check;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.WatchCreateRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.health.HealthCheckRequest;
import ds.system.kv.api.health.HealthCheckResponse;
import ds.system.kv.api.health.HealthCheckResponse.ServingStatus;
import ds.system.kv.api.health.HealthGrpc;
import ds.system.kv.api.v3electionpb.ElectionGrpc;
import ds.system.kv.api.v3electionpb.LeaderRequest;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.front.Served;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Every kind of stream that goes on until its client has enough, and what ends it from our side.
final class OpenStreamsTest {

  private static final long PATIENCE_SECONDS = 60;
  private static final int SIGNS_OF_LIFE = 0;
  private static final int HEALTH = 3; // is told once

  private static final ByteString NAME = ByteString.copyFromUtf8("n");

  private final Served served = new Served();

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  @DisplayName("without a leader those end that would rather, and the others go on")
  void leaderless() {
    List<Stream<?, ?>> careful = open("true");
    List<Stream<?, ?>> others = open("false");
    served.member().loseLeader();
    assertThat(careful).extracting(Stream::end).containsOnly("UNAVAILABLE etcdserver: no leader");

    served.member().lead();
    change("later");
    others.get(SIGNS_OF_LIFE).askAgain();
    others.subList(0, HEALTH).forEach(Stream::hears);
    assertThat(others).allMatch(Stream::isOpen);
  }

  @Test
  @DisplayName("a server that stops says so to all of them, and is not held up")
  void stopped() {
    List<Stream<?, ?>> all = open("false");
    long begun = System.nanoTime();
    served.stop();
    assertThat(all).extracting(Stream::end).containsOnly("UNAVAILABLE etcdserver: server stopped");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("whoever serves a stream that was ended is told, and heard no more")
  void unheard() {
    var streams = new OpenStreams(served.member());
    var network = new Network();
    var service = new Service();
    streams.open(network, new Gatekeeper.Admitted(Caller.ANONYMOUS, false), service);
    service.say();
    streams.close();
    assertThat(service.isCancelled).isTrue();

    service.say();
    service.end();
    assertThat(network.heard).containsExactly("SERVING", "UNAVAILABLE");
  }

  @Test
  @DisplayName("a stream whose service fails at its end keeps no other open")
  void failingEnds() {
    var streams = new OpenStreams(served.member());
    List<Network> networks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      networks.add(new Network());
      streams.open(
          networks.getLast(),
          new Gatekeeper.Admitted(Caller.ANONYMOUS, true),
          (_, _) ->
              new ServerCall.Listener<>() {
                @Override
                public void onCancel() {
                  throw new IllegalStateException("broken on purpose");
                }
              });
    }
    served.member().loseLeader();
    streams.checkLeader();
    streams.checkLeader();
    assertThat(networks).allMatch(it -> it.heard.equals(List.of("UNAVAILABLE")));
  }

  @Test
  @DisplayName("a stream whose service does not begin is answered, and forgotten")
  void failingBeginning() {
    var streams = new OpenStreams(served.member());
    var network = new Network();
    streams
        .open(
            network,
            new Gatekeeper.Admitted(Caller.ANONYMOUS, false),
            (_, _) -> {
              throw new IllegalStateException("broken on purpose");
            })
        .onCancel();
    assertThat(network.heard).containsExactly("INTERNAL");
    assertThat(streams.size()).isZero();
  }

  @Test
  @DisplayName("a stream that is ended while its service begins is ended for its service, too")
  void endedMeanwhile() {
    var streams = new OpenStreams(served.member());
    var network = new Network();
    var service = new Service();
    streams.open(
        network,
        new Gatekeeper.Admitted(Caller.ANONYMOUS, false),
        (call, caller) -> {
          streams.close();
          assertThat(service.isCancelled).isFalse();
          return service.open(call, caller);
        });
    assertThat(service.isCancelled).isTrue();
    assertThat(network.heard).containsExactly("UNAVAILABLE");
    assertThat(streams.size()).isZero();
  }

  /// One stream of each kind, on which something has been heard.
  private List<Stream<?, ?>> open(String hasLeader) {
    change("first");
    List<Stream<?, ?>> streams =
        List.of(
            new Stream<>(
                served.channel(),
                hasLeader,
                LeaseGrpc.getLeaseKeepAliveMethod(),
                LeaseKeepAliveRequest.newBuilder().setID(1).build()),
            new Stream<>(
                served.channel(),
                hasLeader,
                WatchGrpc.getWatchMethod(),
                WatchRequest.newBuilder()
                    .setCreateRequest(WatchCreateRequest.newBuilder().setKey(NAME))
                    .build()),
            new Stream<>(
                served.channel(),
                hasLeader,
                ElectionGrpc.getObserveMethod(),
                LeaderRequest.newBuilder().setName(NAME).build()),
            new Stream<>(
                served.channel(),
                hasLeader,
                HealthGrpc.getWatchMethod(),
                HealthCheckRequest.getDefaultInstance()));
    streams.forEach(Stream::hears);
    return streams;
  }

  /// Something that is watched, and another leader of the election that is observed.
  private void change(String value) {
    served.member().apply(Put.of(Bytes.of("n"), Bytes.of(value)));
    served.member().apply(Put.of(Bytes.of("n/1"), Bytes.of(value)));
  }

  /// A stream with one request, of which it is counted what is heard.
  private static final class Stream<Q, A> extends ClientCall.Listener<A> {

    private final ClientCall<Q, A> call;
    private final Q request;
    private final Semaphore heard = new Semaphore(0);
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    Stream(Channel channel, String hasLeader, MethodDescriptor<Q, A> method, Q request) {
      var metadata = new Metadata();
      metadata.put(Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER), hasLeader);
      this.request = request;
      call = channel.newCall(method, CallOptions.DEFAULT);
      call.start(this, metadata);
      call.request(Integer.MAX_VALUE);
      call.sendMessage(request);
      if (method.getType() == MethodType.SERVER_STREAMING) {
        call.halfClose();
      }
    }

    boolean isOpen() {
      return !end.isDone();
    }

    void askAgain() {
      call.sendMessage(request);
    }

    void hears() {
      try {
        assertThat(heard.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    String end() {
      Status status = end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
      return status.getCode() + " " + status.getDescription();
    }

    @Override
    public void onMessage(A message) {
      heard.release();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end.complete(status);
    }
  }

  /// Serves a stream, and goes on although it is told of its end.
  private static final class Service extends ServerCall.Listener<HealthCheckRequest>
      implements OpenStreams.Service<HealthCheckRequest, HealthCheckResponse> {

    private Optional<ServerCall<HealthCheckRequest, HealthCheckResponse>> stream = Optional.empty();
    private boolean isCancelled;

    @Override
    public ServerCall.Listener<HealthCheckRequest> open(
        ServerCall<HealthCheckRequest, HealthCheckResponse> call, Caller caller) {
      stream = Optional.of(call);
      return this;
    }

    void say() {
      HealthCheckResponse response =
          HealthCheckResponse.newBuilder().setStatus(ServingStatus.SERVING).build();
      stream.orElseThrow().sendMessage(response);
    }

    void end() {
      stream.orElseThrow().close(Status.OK, new Metadata());
    }

    @Override
    public void onCancel() {
      isCancelled = true;
    }
  }

  /// What goes out on the network; like gRPC's own, it takes nothing after an end.
  private static final class Network extends ServerCall<HealthCheckRequest, HealthCheckResponse> {

    private final List<String> heard = new ArrayList<>();
    private boolean isClosed;

    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(HealthCheckResponse message) {
      Check.that(!isClosed, "a call that is closed takes no message");
      heard.add(message.getStatus().name());
    }

    @Override
    public void close(Status status, Metadata trailers) {
      Check.that(!isClosed, "a call is closed once");
      isClosed = true;
      heard.add(status.getCode().name());
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<HealthCheckRequest, HealthCheckResponse> getMethodDescriptor() {
      return HealthGrpc.getWatchMethod();
    }
  }
}
