package ds.workbench.door.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.door.FrontDoor;
import ds.workbench.kv.embedded.Elsewhere;
import ds.workbench.site.Site;
import ds.workbench.site.place.Checkout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How many pages look at a cluster at once, of which no member runs.
@Timeout(300)
class StreamsTest {

  /// More pages than anybody opens.
  private static final int READERS_MAX = 64;

  /// A person has a few.
  private static final int READERS_MIN = 16;

  @TempDir private Path folder;

  @Test
  @DisplayName("no more streams are told than there is room for, and who leaves makes room")
  void room() throws IOException {
    Files.writeString(folder.resolve("README.md"), "# Home\n");
    Deque<Socket> readers = new ArrayDeque<>();
    try (var cluster = LiveCluster.of(Elsewhere.plan(folder.resolve("data")));
        var door =
            FrontDoor.open(
                Site.of(new Checkout(folder)), 0, Map.of("/live/", new ClusterDesk(cluster)))) {
      String last = "";
      while (readers.size() < READERS_MAX && !last.contains("503")) {
        last = firstLine(reader(door, readers));
      }
      assertThat(last).contains("503");
      assertThat(readers).hasSizeGreaterThan(READERS_MIN);
      readers.removeFirst().close();
      while (last.contains("503")) { // it is learnt with the next telling that one has left
        last = firstLine(reader(door, readers));
      }
      assertThat(last).contains("200");
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }

  private static Socket reader(FrontDoor door, Deque<Socket> readers) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
    readers.add(socket);
    String host = "Host: localhost:" + door.port() + "\r\n\r\n";
    socket.getOutputStream().write(("GET /live/events HTTP/1.0\r\n" + host).getBytes(UTF_8));
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    return String.valueOf(lines.readLine());
  }
}
