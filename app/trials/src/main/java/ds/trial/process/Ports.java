package ds.trial.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of this machine that nobody uses.
///
/// Below those that Linux gives to outgoing connections: while a server is down between two starts,
/// a client's next connection would now and then be given its port.
public final class Ports {

  private static final int FIRST = 10_000;
  private static final int LAST = 32_767;
  private static final int TRIES_MAX = 10_000;

  private Ports() {}

  /// They differ, and were free a moment ago.
  public static List<Address> free(int count) {
    Set<Integer> found = new LinkedHashSet<>();
    var random = ThreadLocalRandom.current();
    for (int i = 0; found.size() < count; i++) {
      if (i == TRIES_MAX) {
        throw new IllegalStateException("no free port among " + FIRST + " to " + LAST);
      }
      int port = random.nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        found.add(port);
      }
    }
    List<Address> addresses = new ArrayList<>();
    found.forEach(port -> addresses.add(Address.local(port)));
    return List.copyOf(addresses);
  }

  /// On all interfaces, so that it is neither taken on one of them.
  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port), 1);
      return true;
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
