package ds.system.kv.front.rpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.function.Consumer;

/// A stream that may be ended from outside, while whoever serves it goes on.
///
/// Its service, on whatever threads it has, and whoever ends it may come at the same time. The
/// first end counts. The service is told of it as if the client had gone, and what it still says is
/// heard by nobody.
///
/// @param <Q> the requests
/// @param <A> the answers
final class OpenStream<Q, A> extends SimpleForwardingServerCall<Q, A> {

  private final Consumer<OpenStream<?, ?>> onEnd;
  private volatile ServerCall.Listener<Q> service = new ServerCall.Listener<>() {};
  private volatile boolean over;

  /// @param onEnd called when the stream is over, whoever has ended it
  OpenStream(ServerCall<Q, A> call, Consumer<OpenStream<?, ?>> onEnd) {
    super(call);
    this.onEnd = onEnd;
  }

  /// Has it served from now on, and returns what is to be told of the client.
  ServerCall.Listener<Q> servedBy(ServerCall.Listener<Q> listener) {
    service = listener;
    if (over) {
      listener.onCancel(); // ended while its service began
    }
    return new Client();
  }

  /// Ends it from outside.
  void end(Status status) {
    if (closeOnce(status, new Metadata())) {
      service.onCancel();
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    closeOnce(status, trailers);
  }

  private synchronized boolean closeOnce(Status status, Metadata trailers) {
    boolean isFirst = !over;
    if (isFirst) {
      over();
      delegate().close(status, trailers);
    }
    return isFirst;
  }

  private void over() {
    over = true;
    onEnd.accept(this);
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!over) {
      delegate().sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(A message) {
    if (!over) {
      delegate().sendMessage(message);
    }
  }

  @Override
  public boolean isReady() {
    return !over && delegate().isReady();
  }

  /// What the network says of the client.
  private final class Client extends ServerCall.Listener<Q> {

    @Override
    public void onMessage(Q message) {
      service.onMessage(message);
    }

    @Override
    public void onHalfClose() {
      service.onHalfClose();
    }

    @Override
    public void onReady() {
      service.onReady();
    }

    @Override
    public void onCancel() {
      over();
      service.onCancel();
    }

    @Override
    public void onComplete() {
      over();
      service.onComplete();
    }
  }
}
