package ds.runtime.transport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Frames that wait for one connection. Many threads fill it, one empties it.
///
/// Frames are copied one behind the other into chunks, and whole chunks are taken out. So nothing
/// is allocated for a small frame, and what waited together leaves together. While it is shut, all
/// is refused: an old message helps nobody once the connection is back.
public final class Outbox {

  /// How a frame fared.
  public enum Offer {
    /// It waits, and nobody has been told yet that something waits.
    FIRST,
    /// It waits behind others.
    LATER,
    /// No room.
    FULL,
    /// No connection.
    SHUT
  }

  private static final int CHUNK_BYTES = 32 << 10;

  private final ByteBufAllocator allocator;
  private final long bytesMax;

  private final Deque<ByteBuf> chunks = new ArrayDeque<>();
  private long bytes;
  private boolean open;
  private boolean told;

  public Outbox(ByteBufAllocator allocator, long bytesMax) {
    this.allocator = allocator;
    this.bytesMax = bytesMax;
  }

  public Offer offer(byte[] buffer, int offset, int length) {
    int checksum = Frame.checksum(buffer, offset, length);
    int size = Frame.HEADER_BYTES + length;
    synchronized (this) {
      if (!open) {
        return Offer.SHUT;
      }
      if (bytes + size > bytesMax) {
        return Offer.FULL;
      }
      ByteBuf chunk = chunkFor(size);
      chunk.writeInt(length);
      chunk.writeInt(checksum);
      chunk.writeBytes(buffer, offset, length);
      bytes += size;
      Offer offer = told ? Offer.LATER : Offer.FIRST;
      told = true;
      return offer;
    }
  }

  private ByteBuf chunkFor(int size) {
    ByteBuf last = chunks.peekLast();
    if (last != null && last.writableBytes() >= size) {
      return last;
    }
    ByteBuf chunk = allocator.directBuffer(Math.max(size, CHUNK_BYTES));
    chunks.addLast(chunk);
    return chunk;
  }

  /// The next chunk, which belongs to the caller from now on. After nothing was found, the next
  /// frame is told as [Offer#FIRST] again.
  public synchronized Optional<ByteBuf> poll() {
    ByteBuf chunk = chunks.pollFirst();
    if (chunk == null) {
      told = false;
      return Optional.empty();
    }
    bytes -= chunk.readableBytes();
    return Optional.of(chunk);
  }

  public synchronized void open() {
    open = true;
    told = false;
  }

  public synchronized void shut() {
    open = false;
    chunks.forEach(ByteBuf::release);
    chunks.clear();
    bytes = 0;
  }

  public synchronized boolean isOpen() {
    return open;
  }

  public synchronized long bytes() {
    return bytes;
  }
}
