package ds.runtime.journal.log;

import ds.runtime.file.DiskFullException;
import ds.runtime.file.PacedWriter;
import ds.runtime.file.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files that wait to become a segment.
///
/// Writing over bytes that a file already has is what a disk makes durable fastest: a file that
/// grows needs its new size and place made durable as well. So a file is filled with zeros ahead of
/// time, or keeps what it held in an earlier life.
final class Spares {

  private static final String PREFIX = "spare-";

  /// Whatever else is called like that has not been put there by a log, and is left alone.
  private static final Pattern NAME = Pattern.compile(PREFIX + "([1-9]\\d{0,17})");

  private static final int ZEROS = 1 << 16;

  private final Path directory;
  private final Storage storage;
  private final LogSettings settings;
  private final ArrayDeque<Path> ready = new ArrayDeque<>();
  private long named;

  private Spares(Path directory, Storage storage, LogSettings settings) {
    this.directory = directory;
    this.storage = storage;
    this.settings = settings;
  }

  /// Finds what an earlier process has left. How far such a file was filled does not matter: where
  /// it ends it grows.
  static Spares open(Path directory, Storage storage, LogSettings settings) throws IOException {
    var spares = new Spares(directory, storage, settings);
    for (String name : storage.list(directory)) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        spares.find(name, Long.parseLong(matcher.group(1)));
      }
    }
    return spares;
  }

  private void find(String name, long number) throws IOException {
    named = Math.max(named, number);
    if (ready.size() < settings.spares()) {
      ready.add(directory.resolve(name));
    } else {
      storage.delete(directory.resolve(name));
    }
  }

  /// A file that is ready. If the log was filled faster than files were, it is an empty one, which
  /// takes longer to force but makes nobody wait for it.
  synchronized Path take() {
    return ready.isEmpty() ? nextName() : ready.remove();
  }

  /// Keeps a file that is no longer needed, or deletes it if there are enough. Its old name must be
  /// gone for good before it gets a new header.
  synchronized void give(Path file) throws IOException {
    if (ready.size() < settings.spares()) {
      Path spare = nextName();
      storage.rename(file, spare);
      storage.forceDirectory(directory);
      ready.add(spare);
    } else {
      storage.delete(file);
    }
  }

  /// Makes one ready ahead of time, if there is none. It is not even tried on a disk on which what
  /// is left would be less than another one: the log needs that for itself, and so do snapshots.
  ///
  /// @return whether there was room for it
  boolean replenish() throws IOException {
    Optional<Path> lacking = lacking();
    if (lacking.isEmpty()) {
      return true;
    }
    if (storage.roomAt(directory) < 2L * settings.segmentBytes()) {
      return false;
    }
    try {
      prepare(lacking.get());
    } catch (DiskFullException _) {
      return false; // somebody else was faster
    }
    synchronized (this) {
      ready.add(lacking.get());
    }
    return true;
  }

  private synchronized Optional<Path> lacking() {
    return ready.isEmpty() && settings.spares() > 0 ? Optional.of(nextName()) : Optional.empty();
  }

  private void prepare(Path spare) throws IOException {
    try (var writer = new PacedWriter(storage.open(spare), settings.pace())) {
      var zeros = new byte[ZEROS];
      for (int done = 0; done < settings.segmentBytes(); done += ZEROS) {
        writer.write(zeros, 0, Math.min(ZEROS, settings.segmentBytes() - done));
      }
      writer.finish();
    } catch (IOException e) {
      discard(spare, e);
      throw e;
    }
  }

  /// On a full disk the half of a file stands in the way of everybody.
  private void discard(Path spare, IOException reason) {
    try {
      storage.delete(spare);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private synchronized Path nextName() {
    return directory.resolve(PREFIX + ++named);
  }
}
