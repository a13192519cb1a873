package ds.runtime.file;

import ds.core.Check;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads a file mostly forwards through a window, so that many small reads cost few system calls.
public final class ReadAhead {

  private final StoredFile file;
  private final long size;
  private byte[] window = new byte[0];
  private long start;
  private int filled;

  public ReadAhead(StoredFile file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  public long size() {
    return size;
  }

  /// The window; what [#at] answered is an offset into it, until the next call of [#at].
  public byte[] window() {
    return window;
  }

  /// Brings bytes of the file into the window.
  ///
  /// @param length how many are needed; the file must be long enough for them
  /// @param ahead how many to read if they are not there yet
  /// @return where in the window they begin
  public int at(long position, int length, int ahead) throws IOException {
    Check.that(position + length <= size, "a read stays inside its file");
    if (position < start || position + length > start + filled) {
      fill(position, (int) Math.min(Math.max(length, ahead), size - position));
    }
    return (int) (position - start);
  }

  private void fill(long position, int length) throws IOException {
    if (window.length < length) {
      window = new byte[length];
    }
    start = position;
    filled = file.read(ByteBuffer.wrap(window, 0, length), position);
    if (filled < length) {
      long end = position + filled;
      filled = 0;
      throw new IOException("the file ended early, at " + end);
    }
  }
}
