package ds.runtime.journal;

import ds.runtime.file.DiskFullException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Waits for a journal, and remembers its failure.
final class Durability implements JournalObserver {

  private static final long PATIENCE_SECONDS = 60;

  private Optional<IOException> failure = Optional.empty();
  private int failures;
  private final CountDownLatch putOff = new CountDownLatch(1);
  private final Semaphore cramped = new Semaphore(0);

  @Override
  public synchronized void failed(IOException reason) {
    failure = Optional.of(reason);
    failures++;
    notifyAll();
  }

  @Override
  public void putOff(String stream, DiskFullException reason) {
    putOff.countDown();
  }

  @Override
  public void cramped(long bytes) {
    cramped.release();
  }

  /// Waits until it was said that there is little room.
  ///
  /// @return how often it was said besides
  int awaitCramped() {
    try {
      if (!cramped.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody lacks room");
      }
      return cramped.availablePermits();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Waits until a compaction was given up.
  void awaitPutOff() {
    try {
      if (!putOff.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("no compaction was put off");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  synchronized void forgive() {
    failure = Optional.empty();
    failures = 0;
  }

  synchronized int failures() {
    return failures;
  }

  synchronized Optional<IOException> failure() {
    return failure;
  }

  /// Waits until all that was appended is durable, or the journal fails.
  ///
  /// @return whether it is durable
  boolean await(JournalStream stream) {
    return await(stream::sync);
  }

  boolean checkpoint(JournalStream stream, Iterable<byte[]> pieces, long keepFrom) {
    return await(durable -> stream.checkpoint(pieces.iterator(), keepFrom, durable));
  }

  /// Something that says when it is durable.
  interface Write {
    void begin(Runnable durable);
  }

  private boolean await(Write write) {
    var done = new CountDownLatch(1);
    write.begin(done::countDown);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!done.await(2, TimeUnit.MILLISECONDS)) {
        if (failure().isPresent()) {
          return false;
        }
        if (System.nanoTime() > deadline) {
          throw new AssertionError("the journal neither made it durable nor failed");
        }
      }
      return true;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
