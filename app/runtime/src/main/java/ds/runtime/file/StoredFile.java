package ds.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One open file. Reads may come from any thread, writes from one at a time.
public interface StoredFile extends Closeable {

  long size() throws IOException;

  /// Reads until the buffer is full or the file ends.
  ///
  /// @return how many bytes were read, 0 at or beyond the end
  int read(ByteBuffer into, long position) throws IOException;

  /// Writes all that remains in the buffer. The file grows when it has to.
  ///
  /// @throws DiskFullException if there is no room for it; some of it may have been written
  void write(ByteBuffer from, long position) throws IOException;

  /// Makes durable what was written before. When it fails, nobody can tell what is on the disk, and
  /// a second call that succeeds would prove nothing.
  void force() throws IOException;
}
