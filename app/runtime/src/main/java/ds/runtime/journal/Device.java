package ds.runtime.journal;

import ds.core.Check;
import ds.runtime.journal.log.FrameBuilder;
import ds.runtime.journal.log.Log;
import ds.runtime.journal.log.Payload;
import ds.runtime.journal.log.RecordKind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The one thread that writes the log, and the desk where everybody hands in.
///
/// While it writes and forces one batch, all others fill the next. So a slow disk gets few large
/// writes and a fast one many small ones, and nobody has to choose how long to wait for company.
final class Device {

  /// Two batches take turns; some more are kept for bursts.
  private static final int KEPT_BATCHES = 4;

  private static final long GLANCE_MILLISECONDS = 100;

  private final Log log;
  private final JournalSettings settings;
  private final JournalObserver observer;
  private final Runnable segmentFilled;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition handedIn = lock.newCondition();
  private final ArrayDeque<Batch> full = new ArrayDeque<>();
  private final ArrayDeque<Batch> idle = new ArrayDeque<>();
  private Batch filling = new Batch();
  private boolean wanted;
  private boolean resting;
  private volatile boolean closing;
  private final AtomicLong pendingBytes = new AtomicLong();

  /// @param segmentFilled is run when the log goes on in another file
  Device(Log log, JournalSettings settings, JournalObserver observer, Runnable segmentFilled) {
    this.log = log;
    this.settings = settings;
    this.observer = observer;
    this.segmentFilled = segmentFilled;
    this.thread = Thread.ofPlatform().name("journal-device").unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /// Copies a record into the batch that is written next.
  ///
  /// @return its sequence number, the stream's next one
  long append(JournalStream stream, Payload payload) {
    var checksum = payload.checksum();
    lock.lock();
    try {
      long sequence = stream.take();
      batchFor(payload).add(RecordKind.APPENDED, stream.id(), sequence, payload, checksum);
      return sequence;
    } finally {
      lock.unlock();
    }
  }

  /// Copies a record forward that is in the log already.
  void move(int stream, long sequence, Payload payload) {
    var checksum = payload.checksum();
    lock.lock();
    try {
      batchFor(payload).add(RecordKind.MOVED, stream, sequence, payload, checksum);
    } finally {
      lock.unlock();
    }
  }

  private FrameBuilder batchFor(Payload payload) {
    Check.that(payload.length() <= settings.recordBytesMax(), "a record keeps to its bound");
    int size = FrameBuilder.sizeOf(payload.length());
    FrameBuilder frame = filling.frame();
    if (!frame.isEmpty() && frame.length() + size > settings.frameBytesMax()) {
      full.add(filling);
      filling = idle.isEmpty() ? new Batch() : idle.remove();
      wake();
    }
    pendingBytes.addAndGet(size);
    return filling.frame();
  }

  /// Has `durable` run, on the device's thread, when all that was handed in before is durable.
  void sync(Runnable durable) {
    lock.lock();
    try {
      filling.await(durable);
      wake();
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    wanted = true;
    if (resting) {
      handedIn.signal();
    }
  }

  boolean isFull() {
    return pendingBytes.get() > settings.pendingBytesMax();
  }

  long pendingBytes() {
    return pendingBytes.get();
  }

  boolean isDead() {
    return failure.get() != null;
  }

  /// Nothing becomes durable any more. It is said on a thread of its own: whoever hears of it may
  /// end the process, or close the journal, which waits for the journal's threads.
  void fail(IOException reason) {
    if (failure.compareAndSet(null, reason)) {
      Thread.ofPlatform().name("journal-failure").start(() -> observer.failed(reason));
    }
  }

  /// Waits for what a [#sync] announces.
  ///
  /// @return whether it came to pass, rather than the end of the journal
  boolean await(CountDownLatch announced) {
    try {
      while (!announced.await(GLANCE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        if (isDead() || closing) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Waits until all is durable that was handed in before.
  ///
  /// @throws IOException if that does not come to pass
  void awaitDurable() throws IOException {
    var durable = new CountDownLatch(1);
    sync(durable::countDown);
    if (!await(durable)) {
      IOException reason = failure.get();
      throw reason == null
          ? new IOException("the journal was closed, or its user interrupted")
          : new IOException(reason.getMessage(), reason);
    }
  }

  private void work() {
    try {
      for (Batch batch = next(); !isDead() && !batch.isEmpty(); batch = next()) {
        carryOut(batch);
        recycle(batch);
      }
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      fail(new IOException("the journal's thread has failed", e));
    }
  }

  private void carryOut(Batch batch) throws IOException {
    if (!batch.frame().isEmpty()) {
      long begin = System.nanoTime();
      boolean rolled = log.append(batch.frame());
      observer.synced(batch.frame().length(), System.nanoTime() - begin);
      if (rolled) {
        segmentFilled.run();
      }
    }
    if (!isDead()) {
      batch.announce();
    }
  }

  /// The next batch, empty only when the journal is closed.
  private Batch next() {
    lock.lock();
    try {
      while (full.isEmpty() && !wanted && !closing) {
        resting = true;
        handedIn.awaitUninterruptibly();
        resting = false;
      }
      if (!full.isEmpty()) {
        return full.remove();
      }
      Batch batch = filling;
      filling = idle.isEmpty() ? new Batch() : idle.remove();
      wanted = false;
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void recycle(Batch batch) {
    lock.lock();
    try {
      pendingBytes.addAndGet(-batch.frame().payloadBytes());
      batch.clear(settings.frameBytesMax());
      if (idle.size() < KEPT_BATCHES) {
        idle.add(batch);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Writes what is left, and ends.
  void close() throws InterruptedException {
    lock.lock();
    try {
      closing = true;
      handedIn.signal();
    } finally {
      lock.unlock();
    }
    thread.join();
  }
}
