package ds.runtime.transport.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Lets the other side know that this one is there while it has nothing else to say, and finds out
/// when nothing is heard from the other side.
public final class SignsOfLife extends IdleStateHandler {

  private final BooleanSupplier isWelcome;
  private final Runnable silent;

  /// @param keepAlive silence of this side after which it says so
  /// @param silenceMax silence of the other side after which `silent` is run
  /// @param isWelcome whether the greetings are over, before which nothing else is to be said
  public SignsOfLife(
      Duration keepAlive, Duration silenceMax, BooleanSupplier isWelcome, Runnable silent) {
    super(silenceMax.toMillis(), keepAlive.toMillis(), 0, TimeUnit.MILLISECONDS);
    this.isWelcome = isWelcome;
    this.silent = silent;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
  protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
    switch (event.state()) {
      case READER_IDLE -> silent.run();
      case WRITER_IDLE -> {
        if (isWelcome.getAsBoolean() && context.channel().isWritable()) {
          context.channel().writeAndFlush(Frame.signOfLife());
        }
      }
      case ALL_IDLE -> {} // never asked for
    }
  }
}
