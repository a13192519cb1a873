package ds.system.kv.front.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/// Copies small pieces into one buffer until they are to leave.
///
/// An answer of gRPC consists of half a dozen buffers of some bytes each, and hundreds of answers
/// leave together. To hand each to the kernel by itself, and to keep account of it until it has
/// left, costs far more than to copy it.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class Gathering extends ChannelOutboundHandlerAdapter {

  /// Larger ones are not worth copying.
  private static final int PIECE_BYTES_MAX = 2 * 1024;

  /// As large as what a thread keeps for itself of the buffers that it has used.
  private static final int GATHERED_BYTES = 32 * 1024;

  private ByteBuf gathered = Unpooled.EMPTY_BUFFER;

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof ByteBuf piece && piece.readableBytes() <= PIECE_BYTES_MAX) {
      if (gathered.writableBytes() < piece.readableBytes()) {
        pass(context);
        gathered = context.alloc().directBuffer(GATHERED_BYTES, GATHERED_BYTES);
      }
      gathered.writeBytes(piece);
      piece.release();
      promise.trySuccess();
    } else {
      pass(context);
      context.write(message, promise);
    }
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    pass(context);
    context.flush();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    pass(context);
    context.close(promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    pass(context);
  }

  private void pass(ChannelHandlerContext context) {
    ByteBuf full = gathered;
    gathered = Unpooled.EMPTY_BUFFER;
    if (full.isReadable()) {
      context.write(full);
    } else {
      full.release();
    }
  }
}
