package ds.system.kv.front;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A call without a network, whose client reads or does not.
public final class FakeCall<Q, A> extends ServerCall<Q, A> {

  private final MethodDescriptor<Q, A> method;
  private final AtomicInteger requested = new AtomicInteger();

  /// What the client is told, and how the call ends.
  public final BlockingQueue<Object> told = new LinkedBlockingQueue<>();

  private volatile boolean isReady = true;
  private volatile boolean breaks;

  public FakeCall(MethodDescriptor<Q, A> method) {
    this.method = method;
  }

  /// Whether there is room for more.
  public void setReady(boolean ready) {
    isReady = ready;
  }

  /// Whatever is sent from now on throws.
  public void breakDown() {
    breaks = true;
  }

  /// How many messages of the client were asked for.
  public int requested() {
    return requested.get();
  }

  @Override
  public void request(int count) {
    requested.addAndGet(count);
  }

  @Override
  public void sendHeaders(Metadata headers) {}

  @Override
  public void sendMessage(A message) {
    if (breaks) {
      throw new IllegalStateException("broken on purpose");
    }
    told.add(message);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    told.add(status.getCode());
  }

  @Override
  public boolean isReady() {
    return isReady;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public MethodDescriptor<Q, A> getMethodDescriptor() {
    return method;
  }
}
