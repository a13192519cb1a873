package ds.system.kv.server;

import ds.runtime.file.DiskFullException;
import ds.runtime.file.DiskStorage;
import ds.runtime.file.ForwardingFile;
import ds.runtime.file.ForwardingStorage;
import ds.runtime.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// A real directory on a disk that fails when it is told to.
final class FailingStorage extends ForwardingStorage {

  /// What is the matter with it.
  enum Trouble {
    NONE,
    /// There is no room for any write.
    FULL,
    WRITES_FAIL,
    /// Only the first page of a file can be written.
    PAGES_FAIL,
    /// There is some room, and no more.
    CRAMPED,
    FORCES_FAIL,
    /// It forces nothing to the disk until the trouble is over.
    FORCES_HANG
  }

  private static final int PAGE_BYTES = 4096;
  private static final long ROOM = 1 << 20;

  private volatile Trouble trouble = Trouble.NONE;
  private volatile boolean hangs;

  FailingStorage() {
    super(new DiskStorage());
  }

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
  public long roomAt(Path file) throws IOException {
    return trouble == Trouble.CRAMPED ? ROOM : super.roomAt(file);
  }

  @Override
  public StoredFile open(Path file) throws IOException {
    return new Failing(file, super.open(file));
  }

  private final class Failing extends ForwardingFile {

    private final Path path;

    Failing(Path path, StoredFile file) {
      super(file);
      this.path = path;
    }

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      if (trouble == Trouble.PAGES_FAIL && position + from.remaining() > PAGE_BYTES) {
        throw new IOException(path + ": Input/output error");
      }
      switch (trouble) {
        case FULL -> throw new DiskFullException(path, "the test's disk", from.remaining(), 0);
        case WRITES_FAIL -> throw new IOException(path + ": Input/output error");
        case NONE, PAGES_FAIL, CRAMPED, FORCES_FAIL, FORCES_HANG -> super.write(from, position);
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
      super.force();
    }
  }
}
