package ds.runtime.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// How fast are frames of 300 bytes between two members of one process, over the loopback
/// interface?
public final class TransportBench {

  private static final int BYTES = 300;
  private static final int WARM_UP = 200_000;

  private TransportBench() {}

  public static void main(String[] arguments) throws Exception {
    int scale = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
    System.out.println(oneWay(3_000_000 * scale));
    System.out.println(roundTrips(1, 100_000 * scale));
    System.out.println(roundTrips(64, 1_000_000 * scale));
  }

  private static String oneWay(int frames) throws Exception {
    var arrived = new AtomicLong();
    try (var pair = new Pair((_, _, _, _, _) -> arrived.setRelease(arrived.getPlain() + 1))) {
      pump(pair, arrived, WARM_UP);
      long flushes = pair.a.metrics().count(TransportMetrics.Counter.FLUSHES);
      long start = System.nanoTime();
      pump(pair, arrived, frames);
      double seconds = (System.nanoTime() - start) / 1e9;
      flushes = pair.a.metrics().count(TransportMetrics.Counter.FLUSHES) - flushes;
      return "one way: %,.0f frames/s, %.0f frames a flush"
          .formatted(frames / seconds, (double) frames / flushes);
    }
  }

  private static void pump(Pair pair, AtomicLong arrived, int frames) {
    var frame = new byte[BYTES];
    long until = arrived.get() + frames;
    for (int i = 0; i < frames; i++) {
      while (!pair.a.send("b", Lane.ORDERED, frame, 0, BYTES)) {
        LockSupport.parkNanos(100_000);
      }
    }
    Member.await("all have arrived", () -> arrived.get() == until);
  }

  private static String roundTrips(int inFlight, int frames) throws Exception {
    var permits = new Semaphore(inFlight);
    var latencies = new long[frames];
    try (var pair =
        new Pair((_, _, buffer, offset, length) -> {
          var bytes = ByteBuffer.wrap(buffer, offset, length);
          latencies[bytes.getInt()] = System.nanoTime() - bytes.getLong();
          permits.release();
        })) {
      var frame = ByteBuffer.allocate(BYTES);
      long start = System.nanoTime();
      for (int i = 0; i < frames; i++) {
        permits.acquire();
        if (i == frames / 2) {
          start = System.nanoTime();
        }
        frame.clear().putInt(i).putLong(System.nanoTime());
        pair.b.send("a", Lane.ORDERED, frame.array(), 0, BYTES);
      }
      permits.acquire(inFlight);
      double seconds = (System.nanoTime() - start) / 1e9;
      Arrays.sort(latencies, frames / 2, frames);
      return "%d in flight: %,.0f round trips/s, p50 %d µs, p99 %d µs"
          .formatted(
              inFlight,
              frames / 2.0 / seconds,
              latencies[frames / 2 + frames / 4] / 1_000,
              latencies[frames - frames / 200] / 1_000);
    }
  }

  /// Two connected members, of which `a` sends back what it hears.
  private static final class Pair implements AutoCloseable {

    private final Transport a;
    private final Transport b;

    Pair(FrameReceiver receiver) throws IOException {
      a = transport("a", this::echo);
      b = transport("b", receiver);
      var addressOfA = a.listen(Member.loopback(0));
      a.addPeer("b", b.listen(Member.loopback(0)));
      b.addPeer("a", addressOfA);
      Member.await(
          "both are connected",
          () -> a.peers().getFirst().connected() && b.peers().getFirst().connected());
    }

    private void echo(String from, Lane lane, byte[] buffer, int offset, int length) {
      a.send(from, lane, buffer, offset, length);
    }

    private static Transport transport(String member, FrameReceiver receiver) throws IOException {
      var identity = new PeerIdentity("blue", member);
      return new Transport(identity, TransportSettings.DEFAULT, Optional.empty(), receiver);
    }

    @Override
    public void close() {
      a.close();
      b.close();
    }
  }
}
