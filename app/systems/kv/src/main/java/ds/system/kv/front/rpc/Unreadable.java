package ds.system.kv.front.rpc;

import com.google.protobuf.MessageLite;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Ends a call whose client asks nothing that can be answered: it does not come to the end of its
/// question, or sends bytes that are no message. Such bytes end it with the status that gRPC for Go
/// gives it.
///
/// gRPC for Java takes such bytes for a defect of the server: its client is told `UNKNOWN`, and
/// sixty lines are printed for each, with which anybody could fill a disk. So they are read as a
/// message that stands for all of them, and is known by being itself.
public final class Unreadable {

  private static final Status STATUS =
      Status.INTERNAL.withDescription("grpc: error unmarshalling request");

  private static final Status TOO_LATE =
      Status.DEADLINE_EXCEEDED.withDescription(
          "the request did not come to its end within " + Questions.SECONDS_MAX + " s");

  private Unreadable() {}

  /// The same service, but for such calls.
  ///
  /// @param outlets of the threads on which they come in
  public static ServerServiceDefinition refused(ServerServiceDefinition service, Outlets outlets) {
    List<? extends ServerMethodDefinition<?, ?>> methods =
        service.getMethods().stream().map(it -> refused(it, outlets)).toList();
    var descriptor = ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    var refusing = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(refusing::addMethod);
    return refusing.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> refused(
      ServerMethodDefinition<Q, A> method, Outlets outlets) {
    MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
    var reader = new Reader<>(descriptor.getRequestMarshaller());
    ServerCallHandler<Q, A> serving = method.getServerCallHandler();
    return ServerMethodDefinition.create(
        descriptor.toBuilder(reader, descriptor.getResponseMarshaller()).build(),
        (call, headers) -> {
          var open = new Open<>(call);
          var client = new Readers<>(open, serving.startCall(open, headers), reader.unreadable);
          if (descriptor.getType().clientSendsOneMessage()) { // a stream has no end to wait for
            client.isAsking(outlets.here().questions());
          }
          return client;
        });
  }

  /// Never fails.
  private static final class Reader<Q> implements Marshaller<Q> {

    private final Marshaller<Q> messages;
    private final Q unreadable;

    Reader(Marshaller<Q> messages) {
      this.messages = messages;
      this.unreadable = another(messages);
    }

    @SuppressWarnings("unchecked") // what is built from the prototype of a type is of that type
    private static <Q> Q another(Marshaller<Q> messages) {
      if (messages instanceof PrototypeMarshaller<Q> typed
          && typed.getMessagePrototype() instanceof MessageLite prototype) {
        return (Q) prototype.newBuilderForType().build();
      }
      throw new IllegalStateException("a method of gRPC takes messages");
    }

    @Override
    public InputStream stream(Q message) {
      return messages.stream(message);
    }

    @Override
    public Q parse(InputStream bytes) {
      try {
        return messages.parse(bytes);
      } catch (StatusRuntimeException _) {
        return unreadable;
      }
    }
  }

  /// A call that may be ended here while its service, on whatever thread, still answers.
  private static final class Open<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private boolean isOver;

    Open(ServerCall<Q, A> call) {
      super(call);
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!isOver) {
        super.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(A message) {
      if (!isOver) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!isOver) {
        isOver = true;
        super.close(status, trailers);
      }
    }
  }

  /// Tells a service of its client, and of one that sends what cannot be read, that it has gone.
  private static final class Readers<Q>
      extends ForwardingServerCallListener.SimpleForwardingServerCallListener<Q> {

    private final ServerCall<?, ?> call;
    private final Q unreadable;
    private Optional<Questions.Question> question = Optional.empty();
    private boolean isOver;

    Readers(ServerCall<?, ?> call, ServerCall.Listener<Q> service, Q unreadable) {
      super(service);
      this.call = call;
      this.unreadable = unreadable;
    }

    void isAsking(Questions questions) {
      question = Optional.of(questions.begin(() -> end(TOO_LATE)));
    }

    private void hasAsked() {
      question.ifPresent(Questions.Question::end);
    }

    private void end(Status status) {
      isOver = true;
      call.close(status, new Metadata());
      super.onCancel();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the one that stands for all others
    public void onMessage(Q message) {
      if (message == unreadable) {
        end(STATUS);
      } else if (!isOver) {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      hasAsked();
      if (!isOver) {
        super.onHalfClose();
      }
    }

    @Override
    public void onReady() {
      if (!isOver) {
        super.onReady();
      }
    }

    @Override
    public void onCancel() {
      hasAsked();
      if (!isOver) {
        super.onCancel();
      }
    }

    @Override
    public void onComplete() {
      hasAsked();
      if (!isOver) {
        super.onComplete();
      }
    }
  }
}
