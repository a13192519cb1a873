package ds.system.kv.front.http;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.InternalProtocolNegotiationEvent;
import io.grpc.netty.InternalProtocolNegotiators;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The first reader of a connection: tells by its first bytes whether a client speaks gRPC or plain
/// HTTP, and leaves the connection to whoever understands that.
///
/// Every HTTP/2 client that knows what it wants begins with `PRI * HTTP/2.0`, and no request of
/// HTTP/1.1 begins with `PRI`. Nothing is copied, and after the first bytes this reader is gone.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class PortSplitter extends ByteToMessageDecoder {

  /// Enough to tell the two apart.
  private static final byte[] PREFACE = {'P', 'R', 'I'};

  /// Who says nothing for so long, or does not come to an end with TLS, wants to hold a connection
  /// and not to use it.
  private static final long SILENCE_SECONDS_MAX = 15;

  private final GrpcHttp2ConnectionHandler grpc;
  private final Consumer<ChannelPipeline> http;
  private boolean decided;

  /// @param http adds what serves plain HTTP at the end of a pipeline
  PortSplitter(GrpcHttp2ConnectionHandler grpc, Consumer<ChannelPipeline> http) {
    this.grpc = grpc;
    this.http = http;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(() -> closeIfSilent(context), SILENCE_SECONDS_MAX, TimeUnit.SECONDS);
  }

  private void closeIfSilent(ChannelHandlerContext context) {
    if (!decided) {
      context.close();
    }
  }

  /// gRPC has its own way to say that a connection may begin; here the client does.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {}

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (decided) {
      return;
    }
    int given = Math.min(in.readableBytes(), PREFACE.length);
    for (int i = 0; i < given; i++) {
      if (in.getByte(in.readerIndex() + i) != PREFACE[i]) {
        decided = true;
        serveHttp(context.pipeline());
        return;
      }
    }
    if (given == PREFACE.length) {
      decided = true;
      serveGrpc(context);
    }
  }

  private void serveGrpc(ChannelHandlerContext context) {
    ChannelPipeline pipeline = context.pipeline();
    pipeline.addBefore(context.name(), null, new Gathering());
    pipeline.addAfter(
        context.name(), null, InternalProtocolNegotiators.grpcNegotiationHandler(grpc));
    context.fireUserEventTriggered(
        InternalProtocolNegotiationEvent.withAttributes(
            InternalProtocolNegotiationEvent.getDefault(), attributes(pipeline)));
    pipeline.remove(this); // hands on what was read
  }

  private void serveHttp(ChannelPipeline pipeline) {
    while (pipeline.last() != this) {
      pipeline.removeLast(); // what gRPC had put there
    }
    http.accept(pipeline);
    pipeline.remove(this);
  }

  /// What is known of the other end.
  static Attributes attributes(ChannelPipeline pipeline) {
    Attributes.Builder attributes =
        Attributes.newBuilder()
            .set(Grpc.TRANSPORT_ATTR_REMOTE_ADDR, pipeline.channel().remoteAddress())
            .set(Grpc.TRANSPORT_ATTR_LOCAL_ADDR, pipeline.channel().localAddress());
    SslHandler tls = pipeline.get(SslHandler.class);
    if (tls != null) {
      attributes.set(Grpc.TRANSPORT_ATTR_SSL_SESSION, tls.engine().getSession());
    }
    return attributes.build();
  }
}
