package ds.system.kv.front.http;

import com.google.gson.JsonPrimitive;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The answer to one request, in the form that etcd's gateway gives it: one object for a call with
/// one answer, and a line for each message of a stream. Used on the connection's thread only.
@SuppressWarnings("FutureReturnValueIgnored") // a failure ends the connection, which is heard of
final class HttpAnswer {

  private final ChannelHandlerContext context;
  private final boolean isStream;
  private final Runnable done;
  private String only = "{}";
  private boolean begun;
  private boolean ended;

  /// @param done run when the answer is complete
  HttpAnswer(ChannelHandlerContext context, boolean isStream, Runnable done) {
    this.context = context;
    this.isStream = isStream;
    this.done = done;
  }

  /// Goes on with it on the connection's thread.
  void later(Runnable action) {
    context.executor().execute(action);
  }

  /// The same after a while.
  Future<?> after(long nanos, Runnable action) {
    return context.executor().schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  /// One message of the answer.
  void message(String json) {
    if (!isStream) {
      only = json;
    } else if (!ended) {
      line("{\"result\":" + json + "}\n");
    }
  }

  /// The call is over.
  void end(Status status) {
    if (ended) {
      return;
    }
    ended = true;
    if (begun) {
      if (!status.isOk()) {
        line("{\"error\":" + streamError(status) + "}\n");
      }
      finish(context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
    } else if (status.isOk()) {
      whole(HttpResponseStatus.OK, HttpHeaderValues.APPLICATION_JSON, isStream ? "" : only);
    } else {
      String body = isStream ? "{\"error\":" + streamError(status) + "}\n" : error(status);
      whole(httpStatus(status.getCode()), HttpHeaderValues.APPLICATION_JSON, body);
    }
  }

  /// Answers with a text of one piece.
  void whole(HttpResponseStatus status, CharSequence type, String body) {
    ended = true;
    ByteBuf content = ByteBufUtil.writeUtf8(context.alloc(), body);
    var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    finish(context.writeAndFlush(response));
  }

  private void finish(ChannelFuture written) {
    written.addListener(_ -> done.run());
  }

  private void line(String text) {
    if (!begun) {
      begun = true;
      HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
      response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
      context.write(response);
    }
    context.writeAndFlush(
        new DefaultHttpContent(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static String error(Status status) {
    String text = quoted(text(status));
    return "{\"error\":%s,\"code\":%d,\"message\":%s}"
        .formatted(text, status.getCode().value(), text);
  }

  private static String streamError(Status status) {
    HttpResponseStatus http = httpStatus(status.getCode());
    return "{\"grpc_code\":%d,\"http_code\":%d,\"message\":%s,\"http_status\":%s}"
        .formatted(
            status.getCode().value(),
            http.code(),
            quoted(text(status)),
            quoted(http.reasonPhrase()));
  }

  private static String text(Status status) {
    String description = status.getDescription();
    return description == null ? status.getCode().name() : description;
  }

  private static String quoted(String text) {
    return new JsonPrimitive(text).toString();
  }

  /// As the gateway maps them.
  private static HttpResponseStatus httpStatus(Status.Code code) {
    return switch (code) {
      case OK -> HttpResponseStatus.OK;
      case CANCELLED -> HttpResponseStatus.REQUEST_TIMEOUT;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> HttpResponseStatus.BAD_REQUEST;
      case DEADLINE_EXCEEDED -> HttpResponseStatus.GATEWAY_TIMEOUT;
      case NOT_FOUND -> HttpResponseStatus.NOT_FOUND;
      case ALREADY_EXISTS, ABORTED -> HttpResponseStatus.CONFLICT;
      case PERMISSION_DENIED -> HttpResponseStatus.FORBIDDEN;
      case UNAUTHENTICATED -> HttpResponseStatus.UNAUTHORIZED;
      case RESOURCE_EXHAUSTED -> HttpResponseStatus.TOO_MANY_REQUESTS;
      case UNIMPLEMENTED -> HttpResponseStatus.NOT_IMPLEMENTED;
      case UNAVAILABLE -> HttpResponseStatus.SERVICE_UNAVAILABLE;
      case UNKNOWN, INTERNAL, DATA_LOSS -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
