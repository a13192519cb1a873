package ds.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Where files are kept: the few things that a journal asks of a file system, so that a test can
/// put a failing disk in its place. [DiskStorage] is the real one.
///
/// As on a real disk, nothing is durable by itself. The bytes of a file are after
/// [StoredFile#force], and its name is after [#forceDirectory].
public interface Storage {

  /// Opens a file for reading and writing, and creates it when there is none.
  StoredFile open(Path file) throws IOException;

  /// Gives a file another name in the same directory, in place of a file that had it. After a crash
  /// one of the two is there, never neither.
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  /// The names in a directory, in alphabetical order.
  List<String> list(Path directory) throws IOException;

  /// Creates a directory and those above it, unless they are there.
  void createDirectory(Path directory) throws IOException;

  /// Makes durable which names a directory holds.
  void forceDirectory(Path directory) throws IOException;

  /// How many bytes may yet be written beside a file or directory, as far as that is known.
  default long roomAt(Path file) throws IOException {
    return Long.MAX_VALUE;
  }

  /// Takes a file for this process alone, until the answer is closed or the process ends.
  ///
  /// @throws IOException saying who holds it, if another does
  Closeable lock(Path file) throws IOException;
}
