package ds.system.kv.front.rpc;

import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A call that is answered by one message, seen by whoever answers it, on any thread.
///
/// The first answer or failure counts, and any later one is ignored.
///
/// @param <A> the answer
public final class Exchange<A> {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final ServerCall<?, A> call;
  private final Caller caller;
  private final Outlets.Outlet outlet;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Runnable onCancel = () -> {};
  private volatile boolean cancelled;

  Exchange(ServerCall<?, A> call, Caller caller, Outlets.Outlet outlet) {
    this.call = call;
    this.caller = caller;
    this.outlet = outlet;
  }

  /// Who asks.
  public Caller caller() {
    return caller;
  }

  /// Goes on with the call on the thread that it came from, as [#attempt] does.
  public void resume(Runnable rest) {
    outlet.hand(() -> attempt(rest));
  }

  /// Goes on with the call on the present thread. If that goes wrong, its client is told so rather
  /// than left waiting.
  public void attempt(Runnable rest) {
    try {
      rest.run();
    } catch (RuntimeException e) {
      LOG.error("an answer could not be given", e);
      fail(Statuses.UNANSWERED);
    }
  }

  public void answer(A message) {
    if (ended.compareAndSet(false, true)) {
      call.sendHeaders(new Metadata());
      call.sendMessage(message);
      call.close(Status.OK, new Metadata());
    }
  }

  public void fail(Status status) {
    if (ended.compareAndSet(false, true)) {
      call.close(status, new Metadata());
    }
  }

  /// Ends the call with what is against it, if anything is.
  ///
  /// @return whether that was so
  public boolean refuse(Optional<KvError> objection) {
    objection.ifPresent(error -> fail(Statuses.of(error)));
    return objection.isPresent();
  }

  /// Has something done when the client gives up, or at once if it has already.
  public void onCancel(Runnable action) {
    onCancel = action;
    if (cancelled) {
      action.run();
    }
  }

  void cancel() {
    cancelled = true;
    ended.set(true);
    onCancel.run();
  }
}
