package ds.system.kv.front.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.health.HealthGrpc;
import ds.system.kv.api.v3electionpb.ElectionGrpc;
import ds.system.kv.front.Served;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls whose bytes are no messages.
@Timeout(120)
final class HostileCallsTest {

  private static final long SEED = 41;

  // Kinds of frames, and what is said of them.
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int CONTINUATION = 9;
  private static final int STREAM_ENDS = 1;
  private static final int HEADERS_END = 4;

  private static final int PATIENCE_MILLIS = 30_000;

  /// Of a call of a range, each written out.
  private static final byte[] RANGE =
      headers(
          ":method", "POST",
          ":scheme", "http",
          ":path", "/etcdserverpb.KV/Range",
          ":authority", "x",
          "content-type", "application/grpc",
          "te", "trailers");

  private static final List<MethodDescriptor<?, ?>> METHODS =
      List.of(
          KVGrpc.getRangeMethod(),
          KVGrpc.getPutMethod(),
          KVGrpc.getTxnMethod(),
          LeaseGrpc.getLeaseGrantMethod(),
          LeaseGrpc.getLeaseKeepAliveMethod(),
          WatchGrpc.getWatchMethod(),
          MaintenanceGrpc.getSnapshotMethod(),
          AuthGrpc.getAuthenticateMethod(),
          ElectionGrpc.getCampaignMethod(),
          ElectionGrpc.getObserveMethod(),
          HealthGrpc.getCheckMethod());

  private Served served;

  @BeforeEach
  void serve() {
    served = new Served();
  }

  @AfterEach
  void stop() {
    served.close();
  }

  /// Sends bytes as one message, and tells how the call ended.
  private Status call(MethodDescriptor<?, ?> method, byte[] bytes) {
    MethodDescriptor<byte[], byte[]> raw = method.toBuilder(new Raw(), new Raw()).build();
    ClientCall<byte[], byte[]> call = served.channel().newCall(raw, CallOptions.DEFAULT);
    var end = new CompletableFuture<Status>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(Integer.MAX_VALUE);
    call.sendMessage(bytes);
    call.halfClose();
    return end.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      return new byte[0];
    }
  }

  @Test
  @DisplayName("bytes that are no message are refused, whatever was called, and nothing is printed")
  void unreadable() {
    var printed = new StringWriter();
    List<byte[]> all =
        List.of(
            new byte[] {(byte) 0xff, (byte) 0xff}, // a number without an end
            new byte[] {0x0a, 0x7f, 1}, // a field longer than the message
            new byte[] {0x0a, -1, -1, -1, -1, 0x0f}, // and one of less than nothing
            new byte[] {0x0f}, // a kind of field that there is not
            new byte[] {0x00, 0x01}, // a field without a number
            new byte[] {0x0c}); // the end of what has not begun
    try (var _ = new Listening(printed)) {
      for (MethodDescriptor<?, ?> method : METHODS) {
        for (byte[] bytes : all) {
          assertThat(call(method, bytes))
              .as(method.getFullMethodName())
              .extracting(Status::getCode, Status::getDescription)
              .containsExactly(Status.Code.INTERNAL, "grpc: error unmarshalling request");
        }
      }
    }
    assertThat(printed.toString()).isEmpty();
    assertServed();
  }

  /// Hears what gRPC has to say.
  private static final class Listening extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("io.grpc");

    private final StringWriter said;

    Listening(StringWriter said) {
      this.said = said;
      LOGGER.addHandler(this);
    }

    @Override
    public void publish(LogRecord line) {
      said.append(line.getMessage()).append('\n');
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      LOGGER.removeHandler(this);
    }
  }

  private void assertServed() {
    var put = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k"));
    assertThat(KVGrpc.newBlockingStub(served.channel()).put(put.build()).hasHeader()).isTrue();
  }

  @Test
  @DisplayName("transactions within transactions are refused at any depth, before a stack is full")
  void nested() {
    for (int depth : new int[] {33, 99, 101, 10_000}) {
      assertThat(call(KVGrpc.getTxnMethod(), nested(depth)).getCode())
          .as("depth %d", depth)
          .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.INTERNAL);
    }
    assertServed();
  }

  /// A transaction that has one in its success, and so on.
  private static byte[] nested(int depth) {
    ByteString inner = ByteString.EMPTY;
    for (int i = 0; i < depth; i++) {
      ByteString operation = field(4, inner); // RequestOp.request_txn
      inner = field(2, operation); // TxnRequest.success
    }
    return inner.toByteArray();
  }

  private static ByteString field(int number, ByteString content) {
    try {
      var bytes = ByteString.newOutput();
      var out = CodedOutputStream.newInstance(bytes);
      out.writeBytes(number, content);
      out.flush();
      return bytes.toByteString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("a message that is too large is refused as such")
  void tooLarge() {
    assertThat(call(KVGrpc.getPutMethod(), new byte[8 << 20]).getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertServed();
  }

  @Test
  @DisplayName("frames that promise more than they hold, or make no sense, harm nobody else")
  void frames() throws IOException {
    byte[] range = "\0\0\0\0\3\012\1k".getBytes(StandardCharsets.ISO_8859_1);
    List<byte[]> all =
        List.of(
            new byte[] {0, 0x7f, -1, -1, -1, 1}, // a message of two gigabytes
            new byte[] {0, -1, -1, -1, -1, 1}, // and of less than nothing
            new byte[] {0, 0, 0, 0, 9, 1}, // the half of one
            new byte[] {0, 0}, // the half of its length
            new byte[] {1, 0, 0, 0, 1, 1}, // compressed by nobody knows what
            new byte[] {7, 0, 0, 0, 0}); // of a kind that there is not
    assertThat(answer(range)).isPositive();
    for (byte[] body : all) {
      assertThat(answer(body)).as("what is sent back").isPositive();
      assertServed();
    }
  }

  /// Sends a call of a range whose body is this, and tells how many bytes come back until it ends.
  private int answer(byte[] body) throws IOException {
    try (var socket = new Socket(served.address().getAddress(), served.address().getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(frame(SETTINGS, 0, 0, new byte[0]));
      out.write(frame(HEADERS, HEADERS_END, 1, RANGE));
      out.write(frame(DATA, STREAM_ENDS, 1, body));
      out.flush();
      return untilEnd(new DataInputStream(socket.getInputStream()));
    }
  }

  /// Reads frames up to the last of the call: trailers, or that it was reset.
  private static int untilEnd(DataInputStream in) throws IOException {
    int bytes = 0;
    while (true) {
      int length = (in.readUnsignedByte() << 16) | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      in.skipNBytes(length);
      if (stream == 1) {
        bytes += length;
        boolean isEnd = type == RESET || (type == HEADERS && (flags & STREAM_ENDS) != 0);
        if (isEnd) {
          return bytes;
        }
      }
    }
  }

  private static byte[] frame(int type, int flags, int stream, byte[] content) {
    return ByteBuffer.allocate(9 + content.length)
        .put((byte) (content.length >> 16))
        .putShort((short) content.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(content)
        .array();
  }

  private static byte[] headers(String... namesAndValues) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i++) {
      if (i % 2 == 0) {
        bytes.write(0); // a name and a value that nobody need remember
      }
      bytes.write(namesAndValues[i].length());
      bytes.writeBytes(namesAndValues[i].getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName("headers without an end keep nobody else waiting, and are bounded")
  void endless() throws IOException {
    try (var socket = new Socket(served.address().getAddress(), served.address().getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var out = socket.getOutputStream();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.write(frame(SETTINGS, 0, 0, new byte[0]));
      out.write(frame(HEADERS, 0, 1, RANGE)); // goes on in the next frame
      out.flush();
      assertServed();
      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(frame(CONTINUATION, 0, 1, headers("a".repeat(100), "b".repeat(100))));
                }
              })
          .isInstanceOf(IOException.class); // as it was hung up on
      assertServed();
    }
  }

  @Test
  @DisplayName("whatever bytes are sent, somebody else is served")
  void random() {
    var random = new Random(SEED);
    byte[] put =
        PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("key")).build().toByteArray();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = random.nextBoolean() ? put.clone() : new byte[random.nextInt(64)];
      int changes = random.nextInt(1, 8);
      for (int change = 0; change < changes && bytes.length > 0; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      call(METHODS.get(random.nextInt(3)), bytes);
    }
    assertServed();
  }
}
