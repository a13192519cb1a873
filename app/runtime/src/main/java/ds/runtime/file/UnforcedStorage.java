package ds.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// Files for which nobody makes the disk work: what is written survives the end of the process, but
/// not always that of the machine. For what is good to have, beside a log that others wait for.
public final class UnforcedStorage implements Storage {

  private final Storage files;

  /// @param files where they are kept
  public UnforcedStorage(Storage files) {
    this.files = files;
  }

  @Override
  public StoredFile open(Path file) throws IOException {
    return new Unforced(files.open(file));
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
  public void forceDirectory(Path directory) {} // nobody waits for it

  @Override
  public long roomAt(Path file) throws IOException {
    return files.roomAt(file);
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    return files.lock(file);
  }

  private record Unforced(StoredFile file) implements StoredFile {

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      file.write(from, position);
    }

    @Override
    public void force() {} // nobody waits for it

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
