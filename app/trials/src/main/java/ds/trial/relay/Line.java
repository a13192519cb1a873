package ds.trial.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One direction between two members, with all connections that go over it.
///
/// A thread for each connection reads, looks at the weather, and writes. It holds one buffer, and
/// what it does not read stays with its sender.
final class Line {

  private static final int BUFFER_BYTES = 64 << 10;

  /// One direction of a connection.
  private static final class Flow {

    private final Socket from;
    private final Socket to;
    private volatile boolean hasGap;

    Flow(Socket from, Socket to) {
      this.from = from;
      this.to = to;
    }

    /// A connection is ended as a whole: TCP knows no half that is broken.
    void end() {
      close(from);
      close(to);
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is gone, which is what was wanted.
      }
    }
  }

  private final Set<Flow> flows = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Weather weather = Weather.FAIR;

  Weather weather() {
    return weather;
  }

  void change(Weather next) {
    lock.lock();
    try {
      weather = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    flows.stream().filter(flow -> flow.hasGap || next instanceof Weather.Broken).forEach(Flow::end);
  }

  /// Carries what one end of a connection sends to its other end, until it is over. The end of the
  /// one is that of the other.
  void carry(Socket from, Socket to) {
    var flow = new Flow(from, to);
    flows.add(flow);
    try {
      if (weather instanceof Weather.Broken) {
        return; // it broke before the flow was known
      }
      pump(flow, from.getInputStream(), to.getOutputStream());
    } catch (IOException _) {
      // One end is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      flows.remove(flow);
      flow.end();
    }
  }

  private void pump(Flow flow, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      if (isThrough(flow, length)) {
        out.write(buffer, 0, length);
      }
    }
  }

  /// Waits as long as the weather asks.
  ///
  /// @return whether the bytes are to go on; if not, they are lost
  private boolean isThrough(Flow flow, int length) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    lock.lock();
    try {
      while (true) {
        switch (weather) {
          case Weather.Clear _ -> {
            return !flow.hasGap;
          }
          case Weather.Lossy _ -> {
            flow.hasGap = true;
            return false;
          }
          case Weather.Broken _ -> throw new IOException("the line is broken");
          case Weather.Held _ -> changed.await();
          case Weather.Slow slow -> {
            long rest = begin + slow.nanos(length) - System.nanoTime();
            if (rest <= 0) {
              return !flow.hasGap;
            }
            changed.await(rest, TimeUnit.NANOSECONDS);
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
