package ds.runtime.transport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.List;

/// Cuts a stream of bytes into frames, and refuses what is none.
///
/// A length is believed only up to the present bound, and memory is taken as bytes arrive, never
/// because a length was announced.
public final class FrameDecoder extends ByteToMessageDecoder {

  /// What becomes of a frame. The buffer is valid during the call.
  @FunctionalInterface
  public interface Sink {
    void frame(byte[] buffer, int offset, int length);
  }

  /// A larger array is not kept for the next frame.
  private static final int KEPT_BYTES_MAX = 1 << 20;

  private final Sink sink;
  private int bytesMax;
  private boolean stopped;
  private byte[] kept = new byte[1 << 10];

  public FrameDecoder(Sink sink, int bytesMax) {
    this.sink = sink;
    this.bytesMax = bytesMax;
  }

  /// From the next frame on, frames may be of this size.
  public void admit(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// Whatever else arrives is not wanted.
  public void stop() {
    stopped = true;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    while (!stopped && in.readableBytes() >= Frame.HEADER_BYTES) {
      int length = in.getInt(in.readerIndex());
      if (length < 0 || length > bytesMax) {
        stop();
        throw new TooLongFrameException("a frame of " + Integer.toUnsignedLong(length) + " bytes");
      }
      if (in.readableBytes() < Frame.HEADER_BYTES + length) {
        return;
      }
      in.skipBytes(Integer.BYTES);
      take(in.readInt(), length, in);
    }
    if (stopped) {
      in.skipBytes(in.readableBytes());
    }
  }

  private void take(int checksum, int length, ByteBuf in) {
    byte[] buffer = buffer(length);
    in.readBytes(buffer, 0, length);
    if (Frame.checksum(buffer, 0, length) != checksum) {
      stop();
      throw new CorruptedFrameException("a frame's checksum does not match its bytes");
    }
    if (length > 0) {
      sink.frame(buffer, 0, length);
    }
  }

  private byte[] buffer(int length) {
    if (length <= kept.length) {
      return kept;
    }
    if (length > KEPT_BYTES_MAX) {
      return new byte[length];
    }
    kept = new byte[Integer.highestOneBit(length - 1) << 1];
    return kept;
  }
}
