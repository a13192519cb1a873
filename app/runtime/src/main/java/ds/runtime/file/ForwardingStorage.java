package ds.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Files that are kept in another storage: everything is asked of that one. Whoever does something
/// in another way overrides it, and for what is done to an open file answers with a
/// [ForwardingFile] of its own.
public abstract class ForwardingStorage implements Storage {

  private final Storage files;

  /// @param files where they are kept
  protected ForwardingStorage(Storage files) {
    this.files = files;
  }

  @Override
  public StoredFile open(Path file) throws IOException {
    return files.open(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    files.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    files.delete(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return files.list(directory);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    files.createDirectory(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    files.forceDirectory(directory);
  }

  @Override
  public long roomAt(Path file) throws IOException {
    return files.roomAt(file);
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    return files.lock(file);
  }
}
