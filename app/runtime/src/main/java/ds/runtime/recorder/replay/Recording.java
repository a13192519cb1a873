package ds.runtime.recorder.replay;

import ds.core.Durable;
import ds.runtime.codec.ByteReader;
import ds.runtime.codec.Codec;
import ds.runtime.codec.MalformedException;
import ds.runtime.file.Storage;
import ds.runtime.journal.log.LogView;
import ds.runtime.recorder.form.EntryKind;
import ds.runtime.recorder.form.Origin;
import ds.runtime.recorder.form.RecordedStep;
import ds.runtime.recorder.form.Script;
import ds.runtime.recorder.form.Shelf.Place;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/// One recording: whose life it is, and then step by step what has happened.
///
/// The bytes of a frame are known to be those that were written. All the same they are read as if
/// anybody might have written them: what they say is checked, and the memory that it takes is
/// bounded by their number.
public final class Recording implements Closeable {

  private final Place place;
  private final LogView log;
  private final Entries entries;
  private final Origin origin;

  private Recording(Place place, LogView log) throws IOException {
    this.place = place;
    this.log = log;
    this.entries = new Entries(log);
    this.origin = readOrigin();
  }

  /// Opens a recording, and looks through all of it.
  ///
  /// @param storage need not be able to write
  /// @throws ds.runtime.file.DamagedFileException if its bytes have changed; the message says in
  ///   which file and where
  public static Recording open(Place place, Storage storage) throws IOException {
    LogView log = LogView.open(place.path(), storage);
    try {
      return new Recording(place, log);
    } catch (IOException e) {
      log.close();
      throw e;
    }
  }

  private Origin readOrigin() throws IOException {
    if (!entries.advance() || entries.kind() != EntryKind.ORIGIN) {
      throw new IOException(place.path() + " does not say whose recording it is");
    }
    try {
      return Origin.decoded(entries.bytes());
    } catch (MalformedException e) {
      throw entries.damaged("whose recording it is, but " + e.getMessage());
    }
  }

  public Place place() {
    return place;
  }

  public Origin origin() {
    return origin;
  }

  /// How many bytes at the end are of something that was not written as a whole.
  public long tornBytes() {
    return log.tornBytes();
  }

  /// The next step.
  <M> Optional<RecordedStep<M>> next(Script<M> script) throws IOException {
    while (entries.advance()) {
      if (entries.kind() == EntryKind.STEP) {
        try {
          return Optional.of(RecordedStep.read(entries.bytes(), script.messages()));
        } catch (MalformedException e) {
          throw entries.damaged("a step, but " + e.getMessage());
        }
      }
    }
    return Optional.empty();
  }

  /// What the node's disk gave back at its start.
  ///
  /// @throws UncheckedIOException while it is iterated, if that cannot be read
  Iterable<Durable> recovered(Codec<Durable> records) {
    return () -> new Recovered(new Entries(log.again()), records);
  }

  @Override
  public void close() throws IOException {
    log.close();
  }

  private static final class Recovered implements Iterator<Durable> {

    private final Entries entries;
    private final Codec<Durable> records;
    private boolean isThere;

    Recovered(Entries entries, Codec<Durable> records) {
      this.entries = entries;
      this.records = records;
      advance(); // past the origin
      advance();
    }

    private void advance() {
      try {
        isThere = entries.advance() && entries.kind() != EntryKind.STEP;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      return isThere;
    }

    @Override
    public Durable next() {
      if (!isThere) {
        throw new NoSuchElementException("the disk held no more");
      }
      try {
        Durable record = records.decode(new ByteReader(entries.bytes()));
        advance();
        return record;
      } catch (MalformedException e) {
        throw new UncheckedIOException(entries.damaged("a record, but " + e.getMessage()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
