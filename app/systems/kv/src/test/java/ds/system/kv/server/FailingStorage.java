package ds.system.kv.server;

import ds.runtime.file.DiskFullException;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.Storage;
import ds.runtime.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// A real directory on a disk that fails when it is told to.
final class FailingStorage implements Storage {

  /// What is the matter with it.
  enum Trouble {
    NONE,
    /// There is no room for any write.
    FULL,
    WRITES_FAIL,
    FORCES_FAIL,
    /// It forces nothing to the disk until the trouble is over.
    FORCES_HANG
  }

  private final Storage disk = new DiskStorage();
  private volatile Trouble trouble = Trouble.NONE;
  private volatile boolean hangs;

  synchronized void begin(Trouble kind) {
    trouble = kind;
    notifyAll();
  }

  /// Whether somebody waits for a disk that hangs.
  boolean hangs() {
    return hangs;
  }

  private synchronized void hang() throws IOException {
    hangs = true;
    try {
      while (trouble == Trouble.FORCES_HANG) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      hangs = false;
    }
  }

  @Override
  public StoredFile open(Path file) throws IOException {
    return new Failing(file, disk.open(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    disk.createDirectory(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    disk.forceDirectory(directory);
  }

  @Override
  public Closeable lock(Path file) throws IOException {
    return disk.lock(file);
  }

  private final class Failing implements StoredFile {

    private final Path path;
    private final StoredFile file;

    Failing(Path path, StoredFile file) {
      this.path = path;
      this.file = file;
    }

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
      switch (trouble) {
        case FULL -> throw new DiskFullException(path, "the test's disk", from.remaining(), 0);
        case WRITES_FAIL -> throw new IOException(path + ": Input/output error");
        case NONE, FORCES_FAIL, FORCES_HANG -> file.write(from, position);
      }
    }

    @Override
    public void force() throws IOException {
      if (trouble == Trouble.FORCES_FAIL) {
        throw new IOException(path + ": Input/output error at a force");
      }
      if (trouble == Trouble.FORCES_HANG) {
        hang();
      }
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
