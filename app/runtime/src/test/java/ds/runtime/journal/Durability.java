package ds.runtime.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Waits for a journal, and remembers its failure.
final class Durability implements JournalObserver {

  private static final long PATIENCE_SECONDS = 60;

  private Optional<IOException> failure = Optional.empty();
  private int failures;

  @Override
  public synchronized void failed(IOException reason) {
    failure = Optional.of(reason);
    failures++;
    notifyAll();
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
