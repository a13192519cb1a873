package ds.runtime.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The threads of a transport and the kind of sockets they serve: epoll where there is one.
record Sockets(
    EventLoopGroup group,
    List<EventLoop> loops,
    Class<? extends ServerSocketChannel> serverChannel,
    Class<? extends SocketChannel> channel) {

  private static final int SHUTDOWN_SECONDS_MAX = 5;

  static Sockets open(String name, int threads) {
    return Epoll.isAvailable()
        ? open(
            group(name, threads, EpollIoHandler.newFactory()),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class)
        : open(
            group(name, threads, NioIoHandler.newFactory()),
            NioServerSocketChannel.class,
            NioSocketChannel.class);
  }

  private static Sockets open(
      EventLoopGroup group,
      Class<? extends ServerSocketChannel> serverChannel,
      Class<? extends SocketChannel> channel) {
    var loops = new ArrayList<EventLoop>();
    group.forEach(loop -> loops.add((EventLoop) loop));
    return new Sockets(group, List.copyOf(loops), serverChannel, channel);
  }

  private static EventLoopGroup group(String name, int threads, IoHandlerFactory handlers) {
    var factory = new DefaultThreadFactory("transport-" + name, true);
    return new MultiThreadIoEventLoopGroup(threads, factory, handlers);
  }

  /// Where all outbound links of a lane live: what is sent to many peers at once leaves in one turn
  /// of one thread, and a thread that is busy with bulk delays no heartbeat.
  EventLoop loopOf(Lane lane) {
    return switch (lane) {
      case ORDERED -> loops.getFirst();
      case BULK -> loops.getLast();
    };
  }

  void close() {
    group.shutdownGracefully(0, SHUTDOWN_SECONDS_MAX, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
