package ds.runtime.recorder;

import ds.runtime.file.Pace;
import ds.runtime.file.Storage;
import ds.runtime.journal.log.Log;
import ds.runtime.journal.log.LogSettings;
import ds.runtime.recorder.form.EntryKind;
import ds.runtime.recorder.form.Origin;
import ds.runtime.recorder.form.Shelf;
import ds.runtime.recorder.form.Shelf.Place;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All recordings of one node on a [Shelf]: the one being made, and older ones as far as there is
/// room for them. Called on the recorder's thread.
final class Reel implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Reel.class);

  /// No file is prepared ahead of time, as nobody waits for one.
  private static final Pace ANY = new Pace(1 << 20, Long.MAX_VALUE);

  /// What is left to others who write on the same disk, the journal of the same process first of
  /// all: a member can live without its recording, and not without its log.
  private static final long ROOM_LEFT = 512L << 20;

  /// The system is asked for the room after so many bytes only: it reads a list of all its disks
  /// for an answer, which takes longer than to write what is recorded in the meantime.
  private static final long LOOK_BYTES = 8L << 20;

  private record Old(Place place, long bytes) {}

  private final Shelf shelf;
  private final Storage storage;
  private final RecorderSettings settings;
  private final Place place;
  private final Tape tape;
  private final Deque<Old> olds = new ArrayDeque<>();

  /// When the recording is so long, the disk is looked at again.
  private long nextLook;

  private Reel(Shelf shelf, Storage storage, RecorderSettings settings, Place place, Tape tape) {
    this.shelf = shelf;
    this.storage = storage;
    this.settings = settings;
    this.place = place;
    this.tape = tape;
  }

  static Reel begin(Shelf shelf, Storage storage, RecorderSettings settings, Origin origin)
      throws IOException {
    Deque<Old> olds = new ArrayDeque<>();
    for (Place old : shelf.places(origin.id())) {
      olds.add(new Old(old, shelf.bytes(old)));
    }
    Place place = shelf.begin(origin.id());
    var log =
        Log.open(
            place.path(),
            storage,
            new LogSettings(settings.segmentBytes(), 0, ANY),
            (_, _, _, _) -> {});
    var reel = new Reel(shelf, storage, settings, place, new Tape(log, settings));
    reel.olds.addAll(olds);
    byte[] bytes = origin.encoded();
    reel.tape.put(EntryKind.ORIGIN, 0, bytes, bytes.length);
    return reel;
  }

  Tape tape() {
    return tape;
  }

  boolean isOver() {
    return tape.isOver();
  }

  long bytes() {
    return tape.bytes() + olds.stream().mapToLong(Old::bytes).sum();
  }

  /// Writes what waits, and makes room for what is to come.
  ///
  /// @return whether there was something to write
  boolean tend() {
    if (isOver()) {
      return false;
    }
    try {
      return tape.drain(this::makeRoom);
    } catch (IOException e) {
      end(e);
      return false;
    }
  }

  /// A segment may have to be begun for what is written next.
  private void makeRoom() throws IOException {
    while (bytes() + settings.segmentBytes() > settings.bytesMax() && !olds.isEmpty()) {
      shelf.remove(olds.remove().place());
    }
    if (tape.bytes() + settings.segmentBytes() > settings.bytesMax()) {
      throw new IOException(
          "it would take more than the "
              + settings.bytesMax()
              + " bytes that it may, and there is nothing older to be given up for it");
    }
    if (tape.bytes() >= nextLook) {
      nextLook = tape.bytes() + LOOK_BYTES;
      if (storage.roomAt(place.path()) < ROOM_LEFT) {
        throw new IOException(
            "the disk has less than " + ROOM_LEFT + " bytes left, and others need those");
      }
    }
  }

  private void end(IOException reason) {
    LOG.warn("{} is no longer recorded in {}: {}", place.node(), place.path(), reason.getMessage());
    close();
  }

  @Override
  public void close() {
    try {
      tape.close();
    } catch (IOException e) {
      LOG.warn("a recording of {} was not closed well", place.node(), e);
    }
  }
}
