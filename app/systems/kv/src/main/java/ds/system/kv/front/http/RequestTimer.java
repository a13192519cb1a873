package ds.system.kv.front.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Hangs up on a client that begins a request and does not come to its end: byte by byte it could
/// hold a connection for ever without being idle. It stands where bytes come in.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class RequestTimer extends ChannelInboundHandlerAdapter {

  /// Enough for the largest request over a link of 100 KB a second.
  static final long SECONDS_MAX = 30;

  private Optional<Future<?>> end = Optional.empty();

  /// What has to stand where requests come out.
  ChannelHandler behind() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof LastHttpContent) {
          stop();
        }
        context.fireChannelRead(part);
      }
    };
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    if (end.isEmpty()) {
      end =
          Optional.of(
              context.executor().schedule(() -> context.close(), SECONDS_MAX, TimeUnit.SECONDS));
    }
    context.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  private void stop() {
    end.ifPresent(it -> it.cancel(false));
    end = Optional.empty();
  }
}
