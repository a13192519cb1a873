package ds.system.kv.front.server;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/// The threads that serve clients' connections: with epoll where the machine has it.
@SuppressWarnings("FutureReturnValueIgnored") // daemons end by themselves
record NetworkThreads(EventLoopGroup group, boolean hasEpoll) implements AutoCloseable {

  /// Half of the cores, as the member and its disk want to run too; more would only take turns.
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  static NetworkThreads open() {
    boolean hasEpoll = Epoll.isAvailable();
    IoHandlerFactory io = hasEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new NetworkThreads(
        new MultiThreadIoEventLoopGroup(THREADS, new DefaultThreadFactory("clients", true), io),
        hasEpoll);
  }

  ServerChannel newServerChannel() {
    return hasEpoll ? new EpollServerSocketChannel() : new NioServerSocketChannel();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
