package ds.runtime.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.transport.TransportSettings.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// A snapshot and heartbeats on their way to one peer.
///
/// Time is measured in bytes: a heartbeat is not delayed if it arrives before bulk that was handed
/// over long before it. So a slow machine cannot fail this test, and a wrong one cannot pass it.
class LanesTest {

  private static final int CHUNK_BYTES = 256 << 10;
  private static final long SNAPSHOT_BYTES = 256L << 20;

  /// So many heartbeats tell enough; a machine that is slow to send may need a longer snapshot.
  private static final int HEARTBEATS_MIN = 100;

  private static final double AHEAD_MIN = 0.9;

  /// The machine may take the processor from the thread of the heartbeats, and from no other.
  private static final int TRIES_MAX = 5;

  /// As much as a queue takes, and less than a snapshot.
  private static final long AHEAD_BYTES = 24L << 20;

  /// A heartbeat's place in the stream of bulk.
  ///
  /// @param sentBytes of bulk handed over before the heartbeat was
  /// @param arrivedBytes of bulk that had arrived when it did
  private record Heartbeat(long sentBytes, long arrivedBytes) {

    boolean isAhead() {
      return arrivedBytes < sentBytes;
    }
  }

  private record Sent(long bytes, int heartbeats) {}

  private static final class Follower implements FrameReceiver {

    private final AtomicLong bulkBytes = new AtomicLong();
    private final BlockingQueue<Heartbeat> heartbeats = new LinkedBlockingQueue<>();

    @Override
    public void received(String from, Lane lane, byte[] buffer, int offset, int length) {
      switch (lane) {
        case BULK -> bulkBytes.addAndGet(length);
        case ORDERED -> {
          long sentBytes = ByteBuffer.wrap(buffer, offset, length).getLong();
          heartbeats.add(new Heartbeat(sentBytes, bulkBytes.get()));
        }
      }
    }
  }

  @Test
  void snapshotDelaysNoHeartbeat() throws Exception {
    double ahead = 0;
    for (int i = 0; i < TRIES_MAX && ahead <= AHEAD_MIN; i++) {
      ahead = Math.max(ahead, shareAhead());
    }
    assertThat(ahead).as("share of the heartbeats ahead of the bulk").isGreaterThan(AHEAD_MIN);
  }

  private static double shareAhead() throws Exception {
    var follower = new Follower();
    try (var a = transport("a", (_, _, _, _, _) -> {});
        var b = transport("b", follower)) {
      InetSocketAddress address = b.listen(Member.loopback(0));
      b.addPeer("a", Member.loopback(1));
      a.addPeer("b", address);
      Member.await("both lanes are connected", () -> a.peers().getFirst().connected());

      Sent sent = stream(a, follower);
      Member.await("the snapshot has arrived", () -> follower.bulkBytes.get() == sent.bytes());
      Member.await(
          "all heartbeats have arrived", () -> follower.heartbeats.size() == sent.heartbeats());
      long ahead = follower.heartbeats.stream().filter(Heartbeat::isAhead).count();
      return (double) ahead / sent.heartbeats();
    }
  }

  /// Keeps the bulk queue full, and sends a heartbeat with each chunk while it is.
  private static Sent stream(Transport leader, Follower follower) {
    var chunk = new byte[CHUNK_BYTES];
    int heartbeats = 0;
    long bytes = 0;
    for (; bytes < SNAPSHOT_BYTES || heartbeats < HEARTBEATS_MIN; bytes += CHUNK_BYTES) {
      while (!leader.send("b", Lane.BULK, chunk, 0, CHUNK_BYTES)) {
        LockSupport.parkNanos(100_000);
      }
      if (bytes - follower.bulkBytes.get() > AHEAD_BYTES) {
        byte[] heartbeat = ByteBuffer.allocate(300).putLong(bytes).array();
        assertThat(leader.send("b", Lane.ORDERED, heartbeat, 0, heartbeat.length)).isTrue();
        heartbeats++;
      }
    }
    return new Sent(bytes, heartbeats);
  }

  private static Transport transport(String member, FrameReceiver receiver) throws IOException {
    var identity = new PeerIdentity("blue", member);
    var settings = new TransportSettings(2, Limits.DEFAULT, Member.QUICK.timing());
    return new Transport(identity, settings, Optional.empty(), receiver);
  }
}
