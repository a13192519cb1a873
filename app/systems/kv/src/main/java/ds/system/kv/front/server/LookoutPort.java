package ds.system.kv.front.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A port for those who look on, with a thread of its own: it answers while clients keep all others
/// busy, or one of them is stuck, and then most of all.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class LookoutPort implements AutoCloseable {

  /// Far more than anybody has probes.
  private static final int CONNECTIONS_MAX = 64;

  private final NetworkThreads thread;
  private final Channel channel;

  private LookoutPort(NetworkThreads thread, Channel channel) {
    this.thread = thread;
    this.channel = channel;
  }

  /// @param http adds what serves plain HTTP at the end of a pipeline
  /// @throws IOException if the address is not to be had, or a file of TLS cannot be read
  static LookoutPort open(Endpoint endpoint, Consumer<ChannelPipeline> http) throws IOException {
    var visitors = new Visitors(new ServerTls(endpoint.tls()), http);
    NetworkThreads thread = NetworkThreads.single("lookout");
    ChannelFuture bound =
        new ServerBootstrap()
            .group(thread.group())
            .channelFactory(thread::newServerChannel)
            .childHandler(visitors)
            .bind(endpoint.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      thread.close();
      throw new IOException(
          "cannot listen on " + endpoint.address() + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return new LookoutPort(thread, bound.channel());
  }

  InetSocketAddress address() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    thread.close();
  }

  private static final class Visitors extends ChannelInitializer<Channel> {

    private final ServerTls tls;
    private final Consumer<ChannelPipeline> http;
    private final AtomicInteger connections = new AtomicInteger();

    Visitors(ServerTls tls, Consumer<ChannelPipeline> http) {
      this.tls = tls;
      this.http = http;
    }

    @Override
    protected void initChannel(Channel visitor) {
      visitor.closeFuture().addListener(_ -> connections.decrementAndGet());
      if (connections.incrementAndGet() > CONNECTIONS_MAX) {
        visitor.close();
        return;
      }
      tls.context()
          .ifPresent(secure -> visitor.pipeline().addLast(secure.newHandler(visitor.alloc())));
      http.accept(visitor.pipeline());
    }
  }
}
