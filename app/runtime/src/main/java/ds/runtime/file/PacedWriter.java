package ds.runtime.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/// Writes a file from its begin to its end at a [Pace].
public final class PacedWriter implements Closeable {

  private final StoredFile file;
  private final Pace pace;
  private final byte[] slice;
  private int filled;
  private long position;
  private long nextSlice = System.nanoTime();

  public PacedWriter(StoredFile file, Pace pace) {
    this.file = file;
    this.pace = pace;
    this.slice = new byte[pace.sliceBytes()];
  }

  /// How many bytes were handed over so far.
  public long position() {
    return position + filled;
  }

  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, slice.length - filled);
      System.arraycopy(bytes, offset + done, slice, filled, part);
      filled += part;
      done += part;
      if (filled == slice.length) {
        flush();
        rest();
      }
    }
  }

  /// Makes durable all that was written.
  public void finish() throws IOException {
    flush();
  }

  private void flush() throws IOException {
    file.write(ByteBuffer.wrap(slice, 0, filled), position);
    file.force();
    position += filled;
    filled = 0;
  }

  /// A pause that was missed, because the disk was slower than the pace, is not made up for.
  private void rest() {
    long nanos = (long) (slice.length * 1e9 / pace.bytesPerSecond());
    long now = System.nanoTime();
    nextSlice = Math.max(nextSlice + nanos, now);
    while (nextSlice - now > 0) {
      LockSupport.parkNanos(nextSlice - now);
      now = System.nanoTime();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
