package ds.system.kv.front.http;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import java.util.concurrent.Future;

/// A call that came as JSON, looking like any other to the service that answers it.
///
/// Everything is put into words on the connection's thread, whatever thread it was said on.
///
/// @param <Q> the request
/// @param <A> the answer
final class GatewayCall<Q, A> extends ServerCall<Q, A> {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

  private final MethodDescriptor<Q, A> method;
  private final ChannelHandlerContext context;
  private final Attributes attributes;
  private final HttpAnswer answer;
  private volatile boolean cancelled;
  private Listener<Q> listener = new Listener<>() {};
  private Optional<Future<?>> deadline = Optional.empty();

  GatewayCall(
      MethodDescriptor<Q, A> method,
      ChannelHandlerContext context,
      Attributes attributes,
      HttpAnswer answer) {
    this.method = method;
    this.context = context;
    this.attributes = attributes;
    this.answer = answer;
  }

  /// Brings what the client has sent before the service.
  void run(Listener<Q> serving, Iterable<Q> requests) {
    listener = serving;
    listener.onReady();
    requests.forEach(listener::onMessage);
    listener.onHalfClose();
  }

  /// The client waits no longer than this.
  void endAfter(long nanos) {
    deadline = Optional.of(answer.after(nanos, this::giveUp));
  }

  private void giveUp() {
    answer.end(Status.DEADLINE_EXCEEDED.withDescription("context deadline exceeded"));
    cancel();
  }

  /// The client is gone.
  void cancel() {
    deadline.ifPresent(it -> it.cancel(false));
    cancelled = true;
    listener.onCancel();
  }

  /// The connection takes more again.
  void resume() {
    listener.onReady();
  }

  /// Everything was delivered before the call began.
  @Override
  public void request(int count) {}

  @Override
  public void sendHeaders(Metadata headers) {}

  @Override
  public void sendMessage(A message) {
    context.executor().execute(() -> answer.message(json((MessageOrBuilder) message)));
  }

  @Override
  public void close(Status status, Metadata trailers) {
    context
        .executor()
        .execute(() -> {
          deadline.ifPresent(it -> it.cancel(false));
          answer.end(status);
        });
  }

  @Override
  public boolean isReady() {
    return context.channel().isWritable();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public MethodDescriptor<Q, A> getMethodDescriptor() {
    return method;
  }

  /// An empty request, to be filled.
  static Message.Builder request(MethodDescriptor<?, ?> method) {
    var marshaller = (MethodDescriptor.PrototypeMarshaller<?>) method.getRequestMarshaller();
    if (marshaller.getMessagePrototype() instanceof Message prototype) {
      return prototype.newBuilderForType();
    }
    throw new IllegalStateException("a method of gRPC takes messages");
  }

  /// The message as the method's own type.
  @SuppressWarnings("unchecked") // it was built from the prototype of that type
  static <Q> Q asRequest(MethodDescriptor<Q, ?> method, Message message) {
    return (Q) message;
  }

  private static String json(MessageOrBuilder message) {
    try {
      return PRINTER.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("an answer has no open types", e);
    }
  }
}
