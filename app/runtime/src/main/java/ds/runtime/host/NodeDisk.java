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

  /// The checkpoints that are being written, by their numbers among the writes; the journal writes
  /// them one after another, and slower than the records behind them.
  private final Deque<Long> checkpoints = new ArrayDeque<>();

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
    Long unfinished = checkpoints.peek();
    return unfinished == null ? synced.get() : Math.min(synced.get(), unfinished - 1);
  }

  void append(Durable record) {
    bytes.reset();
    codec.encode(record, bytes);
    stream.append(bytes.array(), 0, bytes.length());
    written++;
  }

  /// @param loop where `durable` is to run
  void checkpoint(Iterable<? extends Durable> pieces, int keep, Loop loop, Runnable durable) {
    written++;
    checkpoints.add(written);
    stream.checkpoint(
        new Encoded(pieces.iterator(), codec),
        stream.next() - keep,
        () ->
            loop.post(() -> {
              checkpoints.remove();
              durable.run();
            }));
  }

  /// Has made durable what was written so far.
  ///
  /// @param durable runs on the journal's thread when it is, if anything was to be done
  void sync(Runnable durable) {
    if (submitted == written) {
      return;
    }
    submitted = written;
    long covered = written;
    stream.sync(() -> {
      synced.set(covered);
      durable.run();
    });
  }

  /// Pulled on the journal's checkpoint thread.
  private static final class Encoded implements Iterator<byte[]> {

    private final Iterator<? extends Durable> pieces;
    private final Codec<Durable> codec;
    private final ByteWriter bytes = new ByteWriter();

    Encoded(Iterator<? extends Durable> pieces, Codec<Durable> codec) {
      this.pieces = pieces;
      this.codec = codec;
    }

    @Override
    public boolean hasNext() {
      return pieces.hasNext();
    }

    @Override
    public byte[] next() {
      bytes.reset();
      codec.encode(pieces.next(), bytes);
      return bytes.toByteArray();
    }
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
