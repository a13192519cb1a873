package ds.system.kv.front.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonStreamParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Serves one connection of plain HTTP: calls as JSON under `/v3`, and the [Pages].
///
/// Requests are answered one after the other, as they came. What a call answers is written line by
/// line while it runs, so a watch is one endless answer.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class Gateway extends SimpleChannelInboundHandler<FullHttpRequest> {

  /// Requests that a client may send ahead.
  private static final int AHEAD_MAX = 16;

  /// No page is served here that could ask. A page from elsewhere, open in a browser of somebody
  /// who may reach this server, must not change what he may change.
  private static final String NO_PAGES = "a page in a browser is not answered\n";

  /// A field that only newer servers know is passed over, as etcd does.
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

  private final Routes routes;
  private final Pages pages;
  private final Queue<FullHttpRequest> ahead = new ArrayDeque<>();
  private boolean busy;
  private @Nullable GatewayCall<?, ?> running;

  Gateway(Routes routes, Pages pages) {
    this.routes = routes;
    this.pages = pages;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (!busy) {
      serve(context, request);
    } else if (ahead.size() < AHEAD_MAX) {
      ahead.add(request.retain());
    } else {
      context.close();
    }
  }

  private void serve(ChannelHandlerContext context, FullHttpRequest request) {
    busy = true;
    String path = new QueryStringDecoder(request.uri()).path();
    Optional<ServerMethodDefinition<?, ?>> method = routes.method(path);
    if (method.isPresent()) {
      call(context, request, method.get());
    } else {
      pages.serve(request, new HttpAnswer(context, false, () -> served(context)));
    }
  }

  private <Q, A> void call(
      ChannelHandlerContext context, FullHttpRequest request, ServerMethodDefinition<Q, A> method) {
    boolean isStream = !method.getMethodDescriptor().getType().serverSendsOneMessage();
    var answer = new HttpAnswer(context, isStream, () -> served(context));
    if (!request.method().equals(HttpMethod.POST)) {
      answer.whole(
          HttpResponseStatus.METHOD_NOT_ALLOWED,
          HttpHeaderValues.TEXT_PLAIN,
          "Method Not Allowed\n");
      return;
    }
    if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
      answer.whole(HttpResponseStatus.FORBIDDEN, HttpHeaderValues.TEXT_PLAIN, NO_PAGES);
      return;
    }
    try {
      Forwarded forwarded = Forwarded.of(request.headers());
      List<Q> messages = messages(request, method);
      var call =
          new GatewayCall<>(
              method.getMethodDescriptor(),
              context,
              PortSplitter.attributes(context.pipeline()),
              answer);
      running = call;
      forwarded.timeoutNanos().ifPresent(call::endAfter);
      call.run(method.getServerCallHandler().startCall(call, forwarded.metadata()), messages);
    } catch (StatusException e) {
      answer.end(e.getStatus());
    } catch (InvalidProtocolBufferException | JsonParseException e) {
      answer.end(Status.INVALID_ARGUMENT.withDescription(String.valueOf(e.getMessage())));
    } catch (NoSuchElementException e) {
      answer.end(Status.INVALID_ARGUMENT.withDescription("unexpected end of JSON"));
    }
  }

  /// The objects of a body, one after the other; one that says nothing stands for an empty one.
  private static <Q> List<Q> messages(FullHttpRequest request, ServerMethodDefinition<Q, ?> method)
      throws InvalidProtocolBufferException {
    List<Q> messages = new ArrayList<>();
    String body = request.content().toString(StandardCharsets.UTF_8).strip();
    var parser = new JsonStreamParser(body);
    while (!body.isEmpty() && parser.hasNext()) { // what is empty has no next, but an error
      JsonElement object = parser.next();
      Message.Builder message = GatewayCall.request(method.getMethodDescriptor());
      PARSER.merge(object.toString(), message);
      messages.add(GatewayCall.asRequest(method.getMethodDescriptor(), message.build()));
    }
    if (messages.isEmpty()) {
      Message empty = GatewayCall.request(method.getMethodDescriptor()).build();
      messages.add(GatewayCall.asRequest(method.getMethodDescriptor(), empty));
    }
    return messages;
  }

  private void served(ChannelHandlerContext context) {
    running = null;
    busy = false;
    FullHttpRequest next = ahead.poll();
    if (next != null) {
      try {
        serve(context, next);
      } finally {
        next.release();
      }
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (running != null && context.channel().isWritable()) {
      running.resume();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (running != null) {
      running.cancel();
    }
    ahead.forEach(FullHttpRequest::release);
    ahead.clear();
    context.fireChannelInactive();
  }

  /// A connection on which nothing is asked is let go.
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent && !busy) {
      context.close();
    }
  }

  /// What cannot be read as HTTP cannot be answered either.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
