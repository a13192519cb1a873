package ds.system.kv.front.rpc;

import io.grpc.ServerCall;

/// Takes the requests of a stream that are answered one by one, each when there is room for its
/// answer: a client that asks and does not read makes us hold no more than what the network does.
///
/// It is called by one thread at a time, as the stream's own state is.
public final class FlowControl {

  private final ServerCall<?, ?> call;
  private boolean isHeldBack;

  public FlowControl(ServerCall<?, ?> call) {
    this.call = call;
  }

  /// Takes the next request, now or when there is room.
  public void next() {
    isHeldBack = !call.isReady();
    if (!isHeldBack) {
      call.request(1);
    }
  }

  /// There is room again.
  public void onReady() {
    if (isHeldBack) {
      next();
    }
  }
}
