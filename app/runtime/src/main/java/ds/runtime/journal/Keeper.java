package ds.runtime.journal;

import ds.runtime.journal.log.Log;
import ds.runtime.journal.log.LogReader;
import ds.runtime.journal.log.Payload;
import ds.runtime.journal.log.Segment;
import ds.runtime.journal.log.Segment.Extent;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// The thread that keeps the log short: it prepares the next file, and reclaims files.
///
/// A segment that nobody needs is reclaimed at once, whatever its age. One stream that rests could
/// still hold on to one segment for each time it was active. So when no more than a quarter of a
/// segment is needed, that is appended to the log once more, and the segment is reclaimed: copying
/// one byte frees three. Hence the log takes at most four times what its streams need, besides the
/// file that is being filled.
final class Keeper {

  private static final int WORTH_COPYING = 4;

  private static final int COPY_BYTES = 1 << 20;

  private final JournalObserver observer;
  private final Log log;
  private final Device device;
  private final Map<Integer, JournalStream> streams;
  private final Semaphore work = new Semaphore(0);
  private final Thread thread;
  private boolean hasRoom = true;
  private volatile boolean closing;

  /// @param streams all there are; others belong to nobody
  Keeper(Log log, Device device, Map<Integer, JournalStream> streams, JournalObserver observer) {
    this.observer = observer;
    this.log = log;
    this.device = device;
    this.streams = streams;
    this.thread = Thread.ofPlatform().name("journal-keeper").unstarted(this::work);
  }

  void start() {
    thread.start();
    wake();
  }

  /// There may be something to do.
  void wake() {
    work.release();
  }

  private void work() {
    try {
      while (!closing && !device.isDead()) {
        prepare();
        for (Segment segment : log.sealed()) {
          tend(segment);
        }
        work.acquireUninterruptibly();
        work.drainPermits();
      }
    } catch (IOException e) {
      device.fail(e);
    } catch (RuntimeException | Error e) {
      device.fail(new IOException("the journal's keeper has failed", e));
    }
  }

  private void prepare() throws IOException {
    boolean hadRoom = hasRoom;
    hasRoom = log.prepare();
    if (hadRoom && !hasRoom) {
      observer.cramped(log.segmentBytes());
    }
  }

  private void tend(Segment segment) throws IOException {
    long live = segment.live(this::floor);
    if (live == 0) {
      log.retire(segment);
    } else if (live * WORTH_COPYING <= log.segmentBytes() && isReleased(segment)) {
      if (moved(segment)) {
        log.retire(segment);
      }
    }
  }

  private long floor(int stream) {
    JournalStream owner = streams.get(stream);
    return owner == null ? Long.MAX_VALUE : owner.floor();
  }

  /// A stream that is being recovered reads its records where they were found.
  private boolean isReleased(Segment segment) {
    return segment.extents().values().stream()
        .mapToInt(Extent::stream)
        .mapToObj(streams::get)
        .allMatch(it -> it == null || it.isReleased());
  }

  /// Copies forward what is needed of a segment.
  ///
  /// @return whether the copies are durable
  private boolean moved(Segment segment) throws IOException {
    var reader = new LogReader(log, Log.begin(segment));
    var unsynced = new long[1];
    log.visit(
        segment,
        (stream, sequence, place, _) -> {
          if (sequence >= floor(stream)) {
            byte[] payload = reader.read(place, 1 << 16);
            device.move(stream, sequence, new Payload(payload, 0, payload.length));
            unsynced[0] += payload.length;
          }
          if (unsynced[0] > COPY_BYTES) {
            awaitDurable();
            unsynced[0] = 0;
          }
        });
    return awaitDurable();
  }

  private boolean awaitDurable() {
    var durable = new CountDownLatch(1);
    device.sync(durable::countDown);
    return device.await(durable);
  }

  void close() throws InterruptedException {
    closing = true;
    wake();
    thread.join();
  }
}
