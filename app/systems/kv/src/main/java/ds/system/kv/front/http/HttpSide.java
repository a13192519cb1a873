package ds.system.kv.front.http;

import io.grpc.ServerServiceDefinition;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerExpectContinueHandler;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.List;
import java.util.function.Consumer;

/// Makes a connection one of plain HTTP.
public final class HttpSide implements Consumer<ChannelPipeline> {

  /// How long a connection may be kept for the next request.
  private static final int IDLE_SECONDS_MAX = 120;

  private final Routes routes;
  private final Pages pages;
  private final int requestBytesMax;
  private final ChannelGroup connections;

  /// @param services whose calls are served as JSON
  /// @param requestBytesMax of one body
  /// @param connections to which each is added, so that they can be closed
  public HttpSide(
      List<ServerServiceDefinition> services,
      Pages pages,
      int requestBytesMax,
      ChannelGroup connections) {
    this.routes = new Routes(services);
    this.pages = pages;
    this.requestBytesMax = requestBytesMax;
    this.connections = connections;
  }

  @Override
  public void accept(ChannelPipeline pipeline) {
    connections.add(pipeline.channel());
    var timer = new RequestTimer();
    pipeline.addLast(
        new IdleStateHandler(0, 0, IDLE_SECONDS_MAX),
        timer,
        new HttpServerCodec(),
        timer.behind(),
        new HttpServerKeepAliveHandler(),
        new HttpServerExpectContinueHandler(),
        new HttpObjectAggregator(requestBytesMax),
        new Gateway(routes, pages));
  }
}
