package ds.system.kv.front.rpc;

import com.google.protobuf.MessageLite;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// Calls of one request and one answer, brought from the network's thread straight to the method
/// that serves them.
///
/// @param <Q> the request
/// @param <A> the answer
public final class Unary<Q extends MessageLite, A> implements ServerCallHandler<Q, A> {

  /// What serves a call. It may answer at once or later.
  @FunctionalInterface
  public interface Method<Q, A> {
    void serve(Q request, Exchange<A> exchange);
  }

  private final Gatekeeper gatekeeper;
  private final Method<Q, A> method;

  Unary(Gatekeeper gatekeeper, Method<Q, A> method) {
    this.gatekeeper = gatekeeper;
    this.method = method;
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, A> call, Metadata headers) {
    switch (gatekeeper.admit(call, headers)) {
      case Gatekeeper.Admitted(Caller caller, _) -> {
        call.request(2); // a second message would be an error, and must be seen to be refused
        return new Serving(new Exchange<>(call, caller, gatekeeper.outlets().here()));
      }
      case Gatekeeper.TurnedAway(Status reason) -> {
        call.close(reason, new Metadata());
        return new ServerCall.Listener<>() {};
      }
    }
  }

  private final class Serving extends ServerCall.Listener<Q> {

    private final Exchange<A> exchange;
    private @Nullable Q request;

    private Serving(Exchange<A> exchange) {
      this.exchange = exchange;
    }

    @Override
    public void onMessage(Q message) {
      if (request != null) {
        exchange.fail(Status.INTERNAL.withDescription("more than one request in a unary call"));
        return;
      }
      request = message;
    }

    @Override
    public void onHalfClose() {
      if (request == null) {
        exchange.fail(Status.INTERNAL.withDescription("a unary call without a request"));
      } else if (gatekeeper.leavesToVoters(request)) {
        exchange.fail(Statuses.LEARNER_REFUSES);
      } else if (request.getSerializedSize() > gatekeeper.requestBytesMax()) {
        exchange.fail(Statuses.of(KvError.REQUEST_TOO_LARGE));
      } else {
        method.serve(request, exchange);
      }
    }

    @Override
    public void onCancel() {
      exchange.cancel();
    }
  }
}
