package ds.system.kv.front.http;

import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalProtocolNegotiator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.util.AsciiString;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Lets gRPC and plain HTTP share a port, in the place that gRPC's own server leaves for agreeing
/// on a protocol: the port, its threads and its connections are gRPC's, until the [PortSplitter]
/// has read the first bytes.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
public final class SharedPort implements InternalProtocolNegotiator.ProtocolNegotiator {

  private final Supplier<Optional<SslContext>> tls;
  private final Consumer<ChannelPipeline> http;
  private final int connectionsMax;
  private final AtomicInteger connections = new AtomicInteger();

  /// @param tls asked for each connection, so that it can change
  /// @param http adds what serves plain HTTP at the end of a pipeline
  public SharedPort(
      Supplier<Optional<SslContext>> tls, Consumer<ChannelPipeline> http, int connectionsMax) {
    this.tls = tls;
    this.http = http;
    this.connectionsMax = connectionsMax;
  }

  @Override
  public AsciiString scheme() {
    return tls.get().isPresent() ? AsciiString.of("https") : AsciiString.of("http");
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler grpc) {
    return new Doorkeeper(grpc);
  }

  @Override
  public void close() {}

  /// Turns away who comes when all places are taken, and sees to it that a connection is secure.
  private final class Doorkeeper extends ChannelInboundHandlerAdapter {

    private final GrpcHttp2ConnectionHandler grpc;

    private Doorkeeper(GrpcHttp2ConnectionHandler grpc) {
      this.grpc = grpc;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      ChannelPipeline pipeline = context.pipeline();
      context.channel().closeFuture().addListener(_ -> connections.decrementAndGet());
      if (connections.incrementAndGet() > connectionsMax) {
        context.close();
        return;
      }
      pipeline.addAfter(context.name(), null, new PortSplitter(grpc, http));
      tls.get()
          .ifPresent(secure ->
              pipeline.addAfter(
                  context.name(), null, secure.newHandler(context.channel().alloc())));
      pipeline.remove(this);
    }
  }
}
