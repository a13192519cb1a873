package ds.system.kv.server;

import ds.system.kv.cluster.ServerUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine that nobody uses. A member's ports are known before it starts, as the
/// others are told them.
///
/// They are below those that a system gives to who asks for any: or somebody's next connection
/// would now and then be given the port of a member that is to start.
final class Ports {

  private static final int FIRST = 10_000;
  private static final int LAST = 32_767;

  private Ports() {}

  /// All are held at once while they are sought, so they differ.
  static List<ServerUrl> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(any());
      }
      return held.stream().map(it -> url(it.getLocalPort())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static ServerSocket any() throws IOException {
    while (true) {
      try {
        int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException _) {
        // It is taken; most are not.
      }
    }
  }

  static ServerUrl url(int port) {
    return new ServerUrl(false, "127.0.0.1", port);
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
