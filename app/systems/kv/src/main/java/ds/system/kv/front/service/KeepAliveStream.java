package ds.system.kv.front.service;

import ds.system.kv.api.etcdserverpb.LeaseKeepAliveRequest;
import ds.system.kv.api.etcdserverpb.LeaseKeepAliveResponse;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.KeepAlive;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.rpc.FlowControl;
import ds.system.kv.front.rpc.Statuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/// A client's signs of life. Each is answered before the next is taken, so a stream is never ahead
/// of the leader by more than one.
final class KeepAliveStream extends ServerCall.Listener<LeaseKeepAliveRequest> {

  private final ServerCall<LeaseKeepAliveRequest, LeaseKeepAliveResponse> call;
  private final Counter counter;

  // Guarded by this: the answers come on the member's thread.
  private final FlowControl requests;
  private int waiting;
  private boolean clientDone;
  private boolean over;

  KeepAliveStream(ServerCall<LeaseKeepAliveRequest, LeaseKeepAliveResponse> call, Counter counter) {
    this.call = call;
    this.requests = new FlowControl(call);
    this.counter = counter;
    call.sendHeaders(new Metadata());
    call.request(1);
  }

  @Override
  public void onMessage(LeaseKeepAliveRequest request) {
    synchronized (this) {
      waiting++;
    }
    counter
        .member()
        .ask(new KeepAlive(request.getID()), answer -> onAnswer(request.getID(), answer));
  }

  private synchronized void onAnswer(long lease, Answer answer) {
    waiting--;
    if (over) {
      return;
    }
    if (answer instanceof Answer.TimeToLive life) {
      try {
        call.sendMessage(
            LeaseKeepAliveResponse.newBuilder()
                .setHeader(counter.headers().now())
                .setID(lease)
                .setTTL(life.remainingSeconds())
                .build());
      } catch (RuntimeException e) {
        close(Statuses.UNANSWERED);
        throw e;
      }
      requests.next();
      closeIfDone();
    } else {
      close(Counter.failure(answer));
    }
  }

  @Override
  public synchronized void onReady() {
    if (!over) {
      requests.onReady();
    }
  }

  @Override
  public synchronized void onHalfClose() {
    clientDone = true;
    closeIfDone();
  }

  private void closeIfDone() {
    if (clientDone && waiting == 0) {
      close(Status.OK);
    }
  }

  private void close(Status status) {
    if (!over) {
      over = true;
      call.close(status, new Metadata());
    }
  }

  @Override
  public synchronized void onCancel() {
    over = true;
  }
}
