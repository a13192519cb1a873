package ds.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.Member.Heard;
import ds.runtime.transport.TransportMetrics.Counter;
import ds.runtime.transport.wire.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that no member would send.
class HostileBytesTest {

  private static final int SEED = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
        "\u0000\u0000\u0000\u0004abcdWXYZ",
        "\u007f\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
        "\u0000\u0000\u0004\u0001\u0000\u0000\u0000\u0000"
      })
  void whoDoesNotGreetIsHungUpOn(String words) throws Exception {
    try (var a = new Member("a");
        var caller = new Caller(a.address)) {
      caller.say(words.getBytes(StandardCharsets.ISO_8859_1));
      caller.awaitEnd();
      assertThat(a.count(Counter.MALFORMED)).isEqualTo(1);
    }
  }

  @Test
  void whoSaysNothingIsHungUpOn() throws Exception {
    try (var a = new Member("a", Member.HURRIED);
        var caller = new Caller(a.address)) {
      caller.awaitEnd();
      assertThat(a.count(Counter.MALFORMED)).isEqualTo(1);
    }
  }

  @Test
  void whoFallsSilentIsHungUpOn() throws Exception {
    try (var a = new Member("a", Member.IMPATIENT)) {
      a.transport.addPeer("b", Member.loopback(1));
      Member.await("it is let in before it is taken for silent", () -> isLetInAndHungUpOn(a));
    }
  }

  /// @return whether a caller was fast enough to be let in before it fell silent
  private static boolean isLetInAndHungUpOn(Member a) {
    long before = a.count(Counter.SILENT);
    try (var caller = new Caller(a.address)) {
      caller.say(Caller.hello("b", "a"));
      assertThat(caller.hear().verdict()).isEqualTo(Verdict.WELCOME);
      caller.awaitEnd();
      assertThat(a.count(Counter.SILENT)).isEqualTo(before + 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void garbageEndsConnectionsAndNothingElse() throws Exception {
    var random = new Random(SEED);
    try (var a = new Member("a");
        var b = new Member("b")) {
      Member.join(a, b);
      for (int i = 0; i < 500; i++) {
        try (var caller = new Caller(a.address)) {
          caller.say(garbage(random));
        }
      }
      Member.await("all are gone", () -> a.transport.inboundConnections() == 2);
      b.send("a", Lane.ORDERED, "still here");
      assertThat(a.next()).isEqualTo(new Heard("b", Lane.ORDERED, "still here"));
      assertThat(a.heard).isEmpty();
    }
  }

  /// Random bytes, cut greetings, and greetings with some bytes turned over.
  private static byte[] garbage(Random random) {
    byte[] hello = Caller.hello("stranger", "a");
    return switch (random.nextInt(3)) {
      case 0 -> {
        var bytes = new byte[random.nextInt(4_000)];
        random.nextBytes(bytes);
        yield bytes;
      }
      case 1 -> Arrays.copyOf(hello, random.nextInt(hello.length));
      default -> {
        hello[random.nextInt(hello.length)] = (byte) random.nextInt();
        yield hello;
      }
    };
  }

  /// Frames that are whole, so that the bytes in them are read as a greeting.
  @Test
  void greetingsOfGarbageAreNotUnderstood() throws Exception {
    var random = new Random(SEED);
    try (var a = new Member("a")) {
      for (int i = 0; i < 300; i++) {
        byte[] hello = Caller.hello("stranger", "a");
        var payload = Arrays.copyOfRange(hello, 8, 8 + random.nextInt(hello.length - 8));
        if (payload.length > 0) {
          payload[random.nextInt(payload.length)] = (byte) random.nextInt();
        }
        try (var caller = new Caller(a.address)) {
          caller.say(Caller.frame(payload));
        }
      }
      Member.await("all are gone", () -> a.transport.inboundConnections() == 0);
    }
  }

  @Test
  void damagedFrameEndsTheConnection() throws Exception {
    try (var a = new Member("a");
        var caller = new Caller(a.address)) {
      a.transport.addPeer("b", Member.loopback(1));
      caller.say(Caller.hello("b", "a"));
      caller.hear();
      caller.say(Caller.frame("whole".getBytes(StandardCharsets.UTF_8)));
      assertThat(a.next().text()).isEqualTo("whole");
      byte[] damaged = Caller.frame("damaged".getBytes(StandardCharsets.UTF_8));
      damaged[10] ^= 1;
      caller.say(damaged);
      caller.awaitEnd();
      assertThat(a.count(Counter.MALFORMED)).isEqualTo(1);
      assertThat(a.heard).isEmpty();
    }
  }

  @Test
  void announcedLengthBeyondTheLimitEndsTheConnection() throws Exception {
    try (var a = new Member("a");
        var caller = new Caller(a.address)) {
      a.transport.addPeer("b", Member.loopback(1));
      caller.say(Caller.hello("b", "a"));
      caller.hear();
      caller.say(ByteBuffer.allocate(8).putInt((1 << 20) + 1).array());
      caller.awaitEnd();
      assertThat(a.count(Counter.MALFORMED)).isEqualTo(1);
    }
  }

  @Test
  void connectionsAreLimited() throws Exception {
    int max = Member.QUICK.limits().inboundMax();
    try (var a = new Member("a", Member.IMPATIENT);
        var b = new Member("b")) {
      var callers = new ArrayList<Caller>();
      // Those who came first may be gone before the last come.
      for (int i = 0; i < 3 * max || a.count(Counter.TURNED_AWAY_FULL) == 0; i++) {
        assertThat(i).as("callers").isLessThan(100 * max);
        callers.add(new Caller(a.address));
      }
      assertThat(a.transport.inboundConnections()).isLessThanOrEqualTo(max);
      a.awaitCount(Counter.MALFORMED, 1);
      close(callers);
      Member.join(a, b);
    }
  }

  private static void close(List<Caller> callers) throws IOException {
    for (Caller caller : callers) {
      caller.close();
    }
  }

  @Test
  void answersOfGarbageAreNotUnderstood() throws Exception {
    var random = new Random(SEED);
    try (var a = new Member("a")) {
      for (int i = 0; i < 20; i++) {
        var words = new byte[1 + random.nextInt(2_000)];
        random.nextBytes(words);
        try (var callee = new Callee(words)) {
          long before = a.count(Counter.CONNECT_FAILED);
          a.transport.addPeer("b", callee.address());
          a.awaitCount(Counter.CONNECT_FAILED, before + 3);
        }
      }
      assertThat(a.isConnected("b")).isFalse();
    }
  }
}
