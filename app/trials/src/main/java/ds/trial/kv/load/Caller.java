package ds.trial.kv.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/// One request after the other. All methods but [#onClose] run on the thread of its [Load].
final class Caller extends ClientCall.Listener<Integer> {

  private final Load load;
  private int connection;
  private Request request = new Request(false, new byte[0]);
  private long due;
  private long sent;
  private int answerBytes;
  private @Nullable ClientCall<byte[], Integer> call;

  Caller(Load load, int connection) {
    this.load = load;
    this.connection = connection;
  }

  /// @param from when it was due; its time counts from then
  void send(Request next, long from) {
    request = next;
    due = from;
    answerBytes = 0;
    sent = System.nanoTime();
    Channel channel = load.channel(connection);
    ClientCall<byte[], Integer> begun =
        channel.newCall(next.reads() ? Calls.GET : Calls.PUT, CallOptions.DEFAULT);
    call = begun;
    begun.start(this, new Metadata());
    begun.request(2); // one answer; a second would be an error
    begun.sendMessage(next.bytes());
    begun.halfClose();
  }

  /// To be called after a while.
  void sendAgain() {
    send(request, System.nanoTime());
  }

  @Override
  public void onMessage(Integer bytes) {
    answerBytes = bytes;
  }

  /// A call that fails before it has a connection may say so on another thread.
  @Override
  public void onClose(Status status, Metadata trailers) {
    load.onThread(() -> closed(status));
  }

  private void closed(Status status) {
    call = null;
    if (status.isOk()) {
      load.succeeded(this);
    } else {
      connection++;
      load.failed(this, status);
    }
  }

  /// A deadline for each call would cost a timer each; to look at all of them now and then does
  /// not.
  void giveUp(long now, long patience) {
    ClientCall<byte[], Integer> pending = call;
    if (pending != null && now - sent > patience) {
      pending.cancel("no answer in time", null);
    }
  }

  long due() {
    return due;
  }

  boolean foundNothing(int valueBytes) {
    return request.reads() && answerBytes < valueBytes;
  }
}
