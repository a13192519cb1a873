package ds.runtime.journal;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A place in the queue of the compactions that are to be written, held by one stream.
///
/// Until it is its turn, a newer compaction of the stream takes the place of the older one, which
/// would be replaced as soon as it was there. Each of them keeps a state in memory: so a stream
/// that compacts faster than the disk writes has two of them there, the one that is being written
/// and the one that waits, however long that goes on.
final class Turn {

  /// @param appended open when all is durable that was appended before
  record Compaction(Checkpoint.Order order, Iterator<byte[]> pieces, CountDownLatch appended) {}

  private Optional<Compaction> waiting;

  Turn(Compaction first) {
    waiting = Optional.of(first);
  }

  /// @return whether it has taken the older one's place, because that was still there
  synchronized boolean replace(Compaction newer) {
    if (waiting.isEmpty()) {
      return false;
    }
    waiting = Optional.of(newer);
    return true;
  }

  /// What is to be written; nothing if it was given up.
  synchronized Optional<Compaction> take() {
    Optional<Compaction> taken = waiting;
    waiting = Optional.empty();
    return taken;
  }
}
