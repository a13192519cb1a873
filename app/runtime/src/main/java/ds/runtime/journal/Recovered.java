package ds.runtime.journal;

import ds.runtime.file.DamagedFileException;
import ds.runtime.file.Storage;
import ds.runtime.journal.log.Log;
import ds.runtime.journal.log.LogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What is left of one stream after a restart, as places in files. It is read when it is asked for,
/// so that it is never held in memory as a whole.
final class Recovered {

  private static final long NOWHERE = -1;

  /// Records of a stream that are no further apart are read at once.
  private static final long DENSE_BYTES = 8192;

  private static final int WINDOW_BYTES = 1 << 18;

  private final Optional<Checkpoint> checkpoint;
  private final long floor;
  private long[] places = new long[0];
  private int count;

  Recovered(Optional<Checkpoint> checkpoint) {
    this.checkpoint = checkpoint;
    this.floor = checkpoint.map(Checkpoint::keepFrom).orElse(0L);
  }

  long floor() {
    return floor;
  }

  long checkpoints() {
    return checkpoint.map(Checkpoint::number).orElse(0L);
  }

  /// The sequence number after the last record.
  long next() {
    return floor + count;
  }

  /// Takes note of a record. One that was moved stands in two places until the old one is
  /// reclaimed.
  void record(long sequence, long place) {
    if (sequence < floor) {
      return;
    }
    int index = Math.toIntExact(sequence - floor);
    if (index >= places.length) {
      int length = places.length;
      places = Arrays.copyOf(places, Math.max(index + 1, Math.max(16, 2 * length)));
      Arrays.fill(places, length, places.length, NOWHERE);
    }
    places[index] = place;
    count = Math.max(count, index + 1);
  }

  void demandAll(Path directory, String stream) throws IOException {
    for (int i = 0; i < count; i++) {
      if (places[i] == NOWHERE) {
        throw new DamagedFileException(
            directory,
            0,
            "record " + (floor + i) + " of stream " + stream + ", for later ones are there");
      }
    }
  }

  Iterable<byte[]> read(Storage storage, Log log) {
    return () -> {
      try {
        Iterator<byte[]> pieces =
            checkpoint.isPresent()
                ? checkpoint.get().pieces(storage)
                : Collections.<byte[]>emptyIterator();
        return new Records(pieces, log);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private final class Records implements Iterator<byte[]> {

    private final Iterator<byte[]> pieces;
    private final Log log;
    private Optional<LogReader> reader = Optional.empty();
    private int done;

    /// Where the records end that are read at once.
    private int dense;

    Records(Iterator<byte[]> pieces, Log log) {
      this.pieces = pieces;
      this.log = log;
    }

    @Override
    public boolean hasNext() {
      return pieces.hasNext() || done < count;
    }

    @Override
    public byte[] next() {
      if (pieces.hasNext()) {
        return pieces.next();
      }
      if (done == count) {
        throw new NoSuchElementException();
      }
      try {
        if (reader.isEmpty()) {
          reader = Optional.of(new LogReader(log, places[done]));
        }
        int ahead = ahead();
        return reader.get().read(places[done++], ahead);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// How far it pays to read on from the present record: among the records of many streams, a
    /// window would mostly hold what belongs to others.
    private int ahead() {
      if (dense <= done) {
        dense = done + 1;
        while (dense < count && isDense(dense)) {
          dense++;
        }
      }
      return (int) Math.min(WINDOW_BYTES, places[dense - 1] - places[done] + DENSE_BYTES);
    }

    private boolean isDense(int index) {
      long gap = places[index] - places[index - 1];
      return gap > 0 && gap <= DENSE_BYTES;
    }
  }
}
