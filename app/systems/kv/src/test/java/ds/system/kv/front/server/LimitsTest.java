package ds.system.kv.front.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.command.Bytes;
import ds.system.kv.front.Served;
import ds.system.kv.front.desk.Encoding;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What one client may take of a server, and all of them together.
@Timeout(120)
final class LimitsTest {

  private static final int CONNECTIONS = 3;

  private static final int PATIENCE_MILLIS = 30_000;

  /// What a client of HTTP/2 says first: that it is one, and that it has no settings.
  private static final byte[] HELLO =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  /// The header of a frame, and eight bytes that come back.
  private static final byte[] PING = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};

  /// More than are forgiven.
  private static final int PINGS = 10;

  @Test
  @DisplayName("who comes when all connections are taken is hung up on, until somebody leaves")
  void connections() throws IOException {
    try (var served = new Served(new Endpoint.Limits(CONNECTIONS, 10, 1_000, 10))) {
      List<Socket> taken = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = connected(served);
        assertThat(answer(socket)).isTrue();
        taken.add(socket);
      }
      try (Socket tooMany = connected(served)) {
        assertThat(answer(tooMany)).isFalse();
      }
      taken.removeFirst().close();
      boolean isServed = false;
      while (!isServed) { // as soon as the server has seen that somebody left
        try (Socket next = connected(served)) {
          isServed = answer(next);
        }
      }
      for (Socket socket : taken) {
        socket.close();
      }
    }
  }

  private static Socket connected(Served served) throws IOException {
    return new Socket(served.address().getAddress(), served.address().getPort());
  }

  /// Whether a request is answered; otherwise the connection has ended.
  private static boolean answer(Socket socket) {
    try {
      socket
          .getOutputStream()
          .write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("who gives no sign of life in time is hung up on")
  void silence() throws IOException {
    var keepAlive =
        new Endpoint.KeepAlive(
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.MILLISECONDS.toNanos(100),
            TimeUnit.MILLISECONDS.toNanos(100));
    try (var served = new Served(new Endpoint.Limits(100, 10, 1_000, 10, keepAlive));
        Socket silent = connected(served)) {
      silent.setSoTimeout(PATIENCE_MILLIS);
      silent.getOutputStream().write(HELLO);
      silent.getInputStream().readAllBytes(); // up to the end of the connection
      assertThat(count(KVGrpc.newBlockingStub(served.channel()))).isZero();
    }
  }

  @Test
  @DisplayName("who asks for a sign of life more often than it may is hung up on, and no other")
  void pings() throws IOException {
    assertThat(answerToPings(TimeUnit.HOURS.toNanos(1))).isEqualTo("the end");
    assertThat(answerToPings(1)).isEqualTo("signs of life");
  }

  /// What becomes of some pings in a row: as many signs of life, or the end of the connection.
  private static String answerToPings(long nanosMin) throws IOException {
    var keepAlive =
        new Endpoint.KeepAlive(nanosMin, TimeUnit.HOURS.toNanos(1), TimeUnit.HOURS.toNanos(1));
    try (var served = new Served(new Endpoint.Limits(100, 10, 1_000, 10, keepAlive));
        Socket client = connected(served)) {
      client.setSoTimeout(PATIENCE_MILLIS);
      client.getOutputStream().write(HELLO);
      for (int i = 0; i < PINGS; i++) {
        client.getOutputStream().write(PING);
      }
      var in = new DataInputStream(client.getInputStream());
      for (int signs = 0; signs < PINGS; ) {
        int length = in.readUnsignedShort() << Byte.SIZE | in.readUnsignedByte();
        int kind = in.readUnsignedByte();
        boolean isAnswer = in.readUnsignedByte() == 1;
        in.skipNBytes(Integer.BYTES + length); // the stream, and what is said
        signs += kind == PING[3] && isAnswer ? 1 : 0;
      }
      return "signs of life";
    } catch (EOFException | SocketException e) {
      return "the end";
    }
  }

  @Test
  @DisplayName("a call beyond those that a connection may have waits for one of them to end")
  void streams() {
    try (var served = new Served(new Endpoint.Limits(100, 1, 1_000, 10))) {
      var kv = KVGrpc.newBlockingStub(served.channel());
      assertThat(count(kv)).isZero(); // and the client has learned the limit
      var watch = served.channel().newCall(WatchGrpc.getWatchMethod(), CallOptions.DEFAULT);
      watch.start(new ClientCall.Listener<>() {}, new Metadata());
      assertThatThrownBy(() -> count(kv.withDeadlineAfter(1, TimeUnit.SECONDS)))
          .extracting(e -> Status.fromThrowable(e).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      watch.cancel("enough", null);
      while (!isAnswered(kv)) {} // the client may leave a call unsent until it has another one
    }
  }

  private static boolean isAnswered(KVGrpc.KVBlockingStub kv) {
    try {
      return count(kv.withDeadlineAfter(1, TimeUnit.SECONDS)) == 0;
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      return false;
    }
  }

  private static long count(KVGrpc.KVBlockingStub kv) {
    return kv.range(RangeRequest.newBuilder().setKey(Encoding.bytes(Bytes.of("k"))).build())
        .getCount();
  }
}
