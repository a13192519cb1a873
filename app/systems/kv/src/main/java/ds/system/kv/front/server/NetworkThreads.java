package ds.system.kv.front.server;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
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
///
/// @param isOwn whether they end with the front; if not, with whoever else uses them
@SuppressWarnings("FutureReturnValueIgnored") // daemons end by themselves
public record NetworkThreads(EventLoopGroup group, boolean isOwn) implements AutoCloseable {

  /// Half of the cores, as the member and its disk want to run too; more would only take turns.
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /// Threads for clients alone.
  public static NetworkThreads open() {
    return open(THREADS, "clients");
  }

  /// A thread for something else alone.
  static NetworkThreads single(String name) {
    return open(1, name);
  }

  private static NetworkThreads open(int count, String name) {
    IoHandlerFactory io =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new NetworkThreads(
        new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), io), true);
  }

  /// A thread that does something else besides.
  public static NetworkThreads on(EventLoop thread) {
    return new NetworkThreads(thread, false);
  }

  ServerChannel newServerChannel() {
    return group instanceof IoEventLoopGroup io && io.isIoType(EpollIoHandler.class)
        ? new EpollServerSocketChannel()
        : new NioServerSocketChannel();
  }

  @Override
  public void close() {
    if (isOwn) {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
