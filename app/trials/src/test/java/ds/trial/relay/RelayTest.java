package ds.trial.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ds.trial.process.Address;
import ds.trial.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// This process is member a, and calls members b and c, which are this process as well.
@Timeout(300)
final class RelayTest {

  /// What has not come until then does not come.
  private static final int SILENCE_MILLIS = 100;

  private static final int PATIENCE_MILLIS = 60_000;

  private final Map<String, Long> processes =
      new ConcurrentHashMap<>(Map.of("a", ProcessHandle.current().pid()));
  private final List<Address> ports = Ports.free(4);
  private Relay relay;
  private ServerSocket b;
  private ServerSocket c;

  @BeforeEach
  void open() throws IOException {
    relay = new Relay(() -> processes);
    b = listen(ports.get(0));
    c = listen(ports.get(1));
    relay.open("b", ports.get(2), ports.get(0));
    relay.open("c", ports.get(3), ports.get(1));
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    b.close();
    c.close();
  }

  @Test
  @DisplayName("in fair weather bytes pass both ways")
  void fair() throws IOException {
    try (var pair = new Pair(b, ports.get(2))) {
      send(pair.caller, 1);
      assertThat(pair.called.getInputStream().read()).isEqualTo(1);
      pair.called.getOutputStream().write(new byte[] {2, 3});
      assertThat(pair.caller.getInputStream().readNBytes(2)).containsExactly(2, 3);
    }
  }

  @Test
  @DisplayName(
      "what is held arrives when the weather changes, and not before; others notice nothing")
  void held() throws IOException {
    try (var ab = new Pair(b, ports.get(2));
        var ac = new Pair(c, ports.get(3))) {
      relay.change("a", "b", new Weather.Held());
      send(ab.caller, 1);
      assertSilent(ab.called);

      send(ab.called, 2);
      assertThat(ab.caller.getInputStream().read()).as("the way back").isEqualTo(2);
      send(ac.caller, 3);
      assertThat(ac.called.getInputStream().read()).as("another line").isEqualTo(3);

      relay.heal();
      assertThat(ab.called.getInputStream().read()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("a connection that has lost bytes is ended when the weather changes: it has no gap")
  void lossy() throws IOException {
    try (var pair = new Pair(b, ports.get(2))) {
      relay.change("a", "b", new Weather.Lossy());
      send(pair.caller, 1);
      assertSilent(pair.called);
      send(pair.called, 2);
      assertThat(pair.caller.getInputStream().read()).as("the way back").isEqualTo(2);

      relay.heal();
      while (isCarried(pair.called)) { // the relay was too slow to lose it in time
        relay.change("a", "b", new Weather.Lossy());
        send(pair.caller, 1);
        assertSilent(pair.called);
        relay.heal();
      }
      assertEnded(pair.caller);
    }
    try (var again = new Pair(b, ports.get(2))) {
      send(again.caller, 3);
      assertThat(again.called.getInputStream().read()).isEqualTo(3);
    }
  }

  @Test
  @DisplayName("a lossy line that nobody used ends no connection")
  void lossyAndUnused() throws IOException {
    try (var pair = new Pair(b, ports.get(2))) {
      relay.change("a", "b", new Weather.Lossy());
      relay.heal();
      send(pair.caller, 1);
      assertThat(pair.called.getInputStream().read()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("a broken line ends its connections, and takes none until it is mended")
  void broken() throws IOException {
    try (var pair = new Pair(b, ports.get(2))) {
      relay.change("b", "a", new Weather.Broken());
      assertEnded(pair.caller);
      assertEnded(pair.called);
    }
    try (var refused = new Socket(InetAddress.getLoopbackAddress(), ports.get(2).port())) {
      assertEnded(refused);
    }
    relay.heal();
    new Pair(b, ports.get(2)).close();
  }

  @Test
  @DisplayName("a slow line takes its time, and the way back does not")
  void slow() throws IOException {
    try (var pair = new Pair(b, ports.get(2))) {
      relay.change("a", "b", new Weather.Slow(Duration.ofMillis(50), 1_000));
      long begin = System.nanoTime();
      pair.caller.getOutputStream().write(new byte[100]);
      pair.called.getInputStream().readNBytes(100);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin))
          .isGreaterThanOrEqualTo(150);
    }
  }

  @Test
  @DisplayName("who is no member gets no connection")
  void stranger() throws IOException {
    processes.clear();
    try (var stranger = new Socket(InetAddress.getLoopbackAddress(), ports.get(2).port())) {
      assertEnded(stranger);
    }
  }

  private static ServerSocket listen(Address address) throws IOException {
    var server = new ServerSocket();
    server.bind(address.socket());
    server.setSoTimeout(PATIENCE_MILLIS);
    return server;
  }

  private static void send(Socket socket, int octet) throws IOException {
    socket.getOutputStream().write(octet);
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> socket.getInputStream().read());
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  private static void assertEnded(Socket socket) throws IOException {
    assertThat(isCarried(socket)).isFalse();
  }

  /// @return whether something comes, rather than the end
  private static boolean isCarried(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    try {
      return socket.getInputStream().read() != -1;
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException _) {
      return false; // it was reset, which is an end as well
    }
  }

  /// Both ends of a connection through the relay.
  private static final class Pair implements AutoCloseable {

    private final Socket caller;
    private final Socket called;

    Pair(ServerSocket member, Address door) throws IOException {
      caller = new Socket(InetAddress.getLoopbackAddress(), door.port());
      called = member.accept();
      caller.setSoTimeout(PATIENCE_MILLIS);
      called.setSoTimeout(PATIENCE_MILLIS);
    }

    @Override
    public void close() throws IOException {
      caller.close();
      called.close();
    }
  }
}
