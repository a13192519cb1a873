package ds.runtime.journal.log;

import ds.runtime.file.PacedWriter;
import ds.runtime.file.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;

/// Files of a segment's full size that wait to become one.
///
/// Writing over bytes that a file already has is what a disk makes durable fastest: a file that
/// grows needs its new size and place made durable as well.
final class Spares {

  private static final int ZEROS = 1 << 16;

  private final Path directory;
  private final Storage storage;
  private final LogSettings settings;
  private final ArrayDeque<Path> ready = new ArrayDeque<>();
  private long named;

  Spares(Path directory, Storage storage, LogSettings settings) {
    this.directory = directory;
    this.storage = storage;
    this.settings = settings;
  }

  static boolean isName(String name) {
    return name.startsWith("spare-");
  }

  /// A file of which nobody knows how far it was filled is of no use.
  void clear() throws IOException {
    for (String name : storage.list(directory)) {
      if (isName(name)) {
        storage.delete(directory.resolve(name));
      }
    }
  }

  /// A file that is ready, or is made now.
  synchronized Path take() throws IOException {
    if (ready.isEmpty()) {
      prepare();
    }
    return ready.remove();
  }

  /// Makes one ready ahead of time.
  ///
  /// @return whether any was lacking
  synchronized boolean replenish() throws IOException {
    if (ready.isEmpty()) {
      prepare();
      return true;
    }
    return false;
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

  private void prepare() throws IOException {
    Path spare = nextName();
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
    ready.add(spare);
  }

  /// On a full disk the half of a file stands in the way of everybody.
  private void discard(Path spare, IOException reason) {
    try {
      storage.delete(spare);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private Path nextName() {
    return directory.resolve("spare-%06d".formatted(++named));
  }
}
