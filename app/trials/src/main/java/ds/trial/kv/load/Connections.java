package ds.trial.kv.load;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Connections to servers, in turn, all on one thread: with epoll where the machine has it.
@SuppressWarnings("FutureReturnValueIgnored") // the thread is a daemon and ends by itself
final class Connections implements AutoCloseable {

  private static final int WINDOW_BYTES = 1 << 20;

  /// A server that was killed is tried again after a tenth of a second or less.
  private static final long OPENING_MAX = 5_000_000_000L;

  private final EventLoopGroup group;
  private final List<ManagedChannel> channels = new ArrayList<>();

  Connections(List<InetSocketAddress> servers, int count) {
    boolean hasEpoll = Epoll.isAvailable();
    IoHandlerFactory io = hasEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("load", true), io);
    for (int i = 0; i < count; i++) {
      channels.add(
          NettyChannelBuilder.forAddress(servers.get(i % servers.size()))
              .usePlaintext()
              .eventLoopGroup(group)
              .channelType(
                  hasEpoll ? EpollSocketChannel.class : NioSocketChannel.class,
                  InetSocketAddress.class)
              .directExecutor()
              .disableRetry()
              .flowControlWindow(WINDOW_BYTES)
              .build());
    }
  }

  /// Connects, and waits until that is done or for a while: what is sent before is not what a
  /// server's speed is about.
  void open() throws InterruptedException {
    long deadline = System.nanoTime() + OPENING_MAX;
    for (ManagedChannel channel : channels) {
      while (channel.getState(true) != ConnectivityState.READY
          && System.nanoTime() - deadline < 0) {
        TimeUnit.MILLISECONDS.sleep(2);
      }
    }
  }

  Channel get(int i) {
    return channels.get(i % channels.size());
  }

  EventLoop thread() {
    return (EventLoop) group.iterator().next();
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
