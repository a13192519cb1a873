package ds.runtime.host;

import ds.core.Durable;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.ByteWriter;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;
import ds.runtime.journal.JournalStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/// What a node has written, as numbers: so many writes so far, so many of them durable.
///
/// Its methods are called on the node's loop; it is told what is durable on the journal's thread.
final class NodeDisk {

  private final JournalStream stream;
  private final Codec<Durable> codec;
  private final ByteWriter bytes = new ByteWriter();

  private long written;
  private long submitted;

  /// The highest write of those that a sync has covered.
  private final AtomicLong synced = new AtomicLong();

  /// Whether a checkpoint is being written: the journal would put what follows before it.
  private boolean isReplacing;

  /// What was asked for meanwhile, in order.
  private final Deque<Runnable> deferred = new ArrayDeque<>();

  NodeDisk(JournalStream stream, Codec<Durable> codec) {
    this.stream = stream;
    this.codec = codec;
  }

  /// What the disk holds at the start.
  ///
  /// @throws UncheckedIOException while it is iterated, if that cannot be read or understood
  Iterable<Durable> recover() {
    return () -> new Decoded(stream.recover().iterator());
  }

  void recovered() {
    stream.release();
  }

  long written() {
    return written;
  }

  long durable() {
    return synced.get();
  }

  /// Whether so much waits for the disk that the node should not be given new work. May be asked on
  /// any thread.
  boolean isFull() {
    return stream.isFull();
  }

  void append(Durable record) {
    written++;
    if (isReplacing) {
      deferred.add(() -> appendNow(record));
    } else {
      appendNow(record);
    }
  }

  private void appendNow(Durable record) {
    bytes.reset();
    codec.encode(record, bytes);
    stream.append(bytes.array(), 0, bytes.length());
  }

  /// Replaces everything. The records that follow rely on it, so they are written after it.
  ///
  /// @param loop where `durable` is to run
  void checkpoint(Iterable<? extends Durable> pieces, int keep, Loop loop, Runnable durable) {
    written++;
    long covered = written;
    if (isReplacing) {
      deferred.add(() -> checkpointNow(pieces, keep, covered, loop, durable));
    } else {
      checkpointNow(pieces, keep, covered, loop, durable);
    }
  }

  private void checkpointNow(
      Iterable<? extends Durable> pieces, int keep, long covered, Loop loop, Runnable durable) {
    isReplacing = true;
    stream.checkpoint(
        codec.encoded(pieces.iterator()),
        stream.next() - keep,
        () -> loop.post(() -> replaced(covered, loop, durable)));
  }

  private void replaced(long covered, Loop loop, Runnable durable) {
    synced.accumulateAndGet(covered, Math::max);
    isReplacing = false;
    while (!isReplacing && !deferred.isEmpty()) {
      deferred.remove().run();
    }
    durable.run();
    sync(() -> loop.post(durable));
  }

  /// The same for what the records say as well; nothing waits for it.
  void compact(Iterable<? extends Durable> pieces, int keep) {
    if (isReplacing) {
      deferred.add(() -> compactNow(pieces, keep));
    } else {
      compactNow(pieces, keep);
    }
  }

  private void compactNow(Iterable<? extends Durable> pieces, int keep) {
    stream.compact(codec.encoded(pieces.iterator()), stream.next() - keep);
  }

  /// Has made durable what was written so far, up to a checkpoint that is being written.
  ///
  /// @param durable runs on the journal's thread when it is, if anything was to be done
  void sync(Runnable durable) {
    if (isReplacing || submitted == written) {
      return;
    }
    submitted = written;
    long covered = written;
    stream.sync(() -> {
      synced.accumulateAndGet(covered, Math::max);
      durable.run();
    });
  }

  private final class Decoded implements Iterator<Durable> {

    private final Iterator<byte[]> source;

    Decoded(Iterator<byte[]> source) {
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      return source.hasNext();
    }

    @Override
    public Durable next() {
      try {
        return codec.decode(new ByteReader(source.next()));
      } catch (MalformedException e) {
        throw new UncheckedIOException(
            new IOException(
                "the journal of " + stream.name() + " has a record that this version does not know",
                e));
      }
    }
  }
}
