package ds.trial.kv.client;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a client makes of each way in which a call can end.
class KvClientTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Server> servers = new ArrayList<>();

  @AfterEach
  void close() {
    servers.forEach(Server::shutdownNow);
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, etcdserver: key is not provided",
    "OUT_OF_RANGE, etcdserver: mvcc: required revision has been compacted",
    "NOT_FOUND, etcdserver: requested lease not found",
    "FAILED_PRECONDITION, etcdserver: not leader",
    "PERMISSION_DENIED, etcdserver: permission denied",
    "UNAUTHENTICATED, etcdserver: invalid auth token",
    "UNIMPLEMENTED, what is that",
    "RESOURCE_EXHAUSTED, etcdserver: too many requests",
  })
  void whatWasTurnedAwayIsNotDone(Status.Code code, String text) {
    assertThat(put(serving(code.toStatus().withDescription(text))))
        .isEqualTo(new Outcome.NotDone<>(code + ": " + text));
  }

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, etcdserver: leader changed",
    "UNAVAILABLE, etcdserver: request timed out",
    "DEADLINE_EXCEEDED, too late",
    "UNKNOWN, something",
    "INTERNAL, something",
    "CANCELLED, something",
    "ABORTED, something",
    "DATA_LOSS, etcdserver: corrupt cluster",
    "RESOURCE_EXHAUSTED, etcdserver: mvcc: database space exceeded",
  })
  void whateverMayHaveTakenEffectIsMaybe(Status.Code code, String text) {
    assertThat(put(serving(code.toStatus().withDescription(text))))
        .isInstanceOf(Outcome.Maybe.class);
  }

  @Test
  void aServerThatIsNotThereMakesNoMaybe() throws IOException {
    assertThat(put(nobody())).isInstanceOf(Outcome.NotDone.class);
  }

  @Test
  void aServerThatIsNotThereIsPassedOver() throws IOException {
    assertThat(put(nobody(), serving(Status.OK))).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void aClientLeavesAMemberThatDoesNotAnswer() {
    var endpoints = Endpoints.plain(List.of(serving(Status.UNAVAILABLE), serving(Status.OK)));
    try (var client = new KvClient(endpoints, 0, PATIENCE)) {
      long connection = client.connection();
      assertThat(put(client)).isInstanceOf(Outcome.Maybe.class);
      assertThat(client.member()).isEqualTo(1);
      assertThat(client.connection()).isNotEqualTo(connection);
      assertThat(put(client)).isInstanceOf(Outcome.Done.class);
    }
  }

  private static Outcome<PutResponse> put(String... addresses) {
    try (var client = new KvClient(Endpoints.plain(List.of(addresses)), 0, PATIENCE)) {
      return put(client);
    }
  }

  private static Outcome<PutResponse> put(KvClient client) {
    return client.ask(KVGrpc.getPutMethod(), PutRequest.getDefaultInstance());
  }

  /// A port on which nobody listens.
  private static String nobody() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + free.getLocalPort();
    }
  }

  private String serving(Status status) {
    var keys =
        new KVGrpc.KVImplBase() {
          @Override
          public void put(PutRequest request, StreamObserver<PutResponse> to) {
            if (status.isOk()) {
              to.onNext(PutResponse.getDefaultInstance());
              to.onCompleted();
            } else {
              to.onError(status.asRuntimeException());
            }
          }
        };
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Server server = NettyServerBuilder.forAddress(address).addService(keys).build().start();
      servers.add(server);
      return "127.0.0.1:" + server.getPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
