package ds.trial.kv.client;

import ds.core.Check;
import ds.trial.kv.client.Outcome.Done;
import ds.trial.kv.client.Outcome.Maybe;
import ds.trial.kv.client.Outcome.NotDone;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One client of a cluster: it speaks with one member until a call fails, and then with the next.
///
/// It belongs to one thread; a stream that was opened over its [channel][#channel] may live on
/// others.
public final class KvClient implements AutoCloseable {

  private final Endpoints endpoints;
  private final Duration patience;
  private int member;
  private Line line;
  private long lines;

  /// @param first the member to begin with, as its place among the endpoints; it may be beyond them
  /// @param patience after which a call is given up; half of it is for a connection
  public KvClient(Endpoints endpoints, int first, Duration patience) {
    Check.that(first >= 0 && patience.isPositive(), "a member to begin with, and some patience");
    this.endpoints = endpoints;
    this.patience = patience;
    this.member = first % endpoints.addresses().size();
    this.line = new Line(endpoints.addresses().get(member), endpoints.trust());
  }

  /// The member that it speaks with, as its place among the endpoints.
  public int member() {
    return member;
  }

  /// Which connection it is. As long as this stays the same, one process is spoken with.
  public long connection() {
    return lines << 32 | line.losses();
  }

  /// Calls, and goes on to the next member if that fails. A stream of requests is closed behind the
  /// one request, and has to be answered by one answer.
  public <Q, A> Outcome<A> ask(MethodDescriptor<Q, A> method, Q request) {
    return ask(method, request, patience);
  }

  public <Q, A> Outcome<A> ask(MethodDescriptor<Q, A> method, Q request, Duration limit) {
    Optional<Channel> channel = channel();
    if (channel.isEmpty()) {
      return new NotDone<>("no member could be reached");
    }
    var options = CallOptions.DEFAULT.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return new Done<>(ClientCalls.blockingUnaryCall(channel.get(), method, options, request));
    } catch (StatusRuntimeException e) {
      return failed(e.getStatus());
    }
  }

  private <A> Outcome<A> failed(Status status) {
    String reason =
        status.getCode() + ": " + Optional.ofNullable(status.getDescription()).orElse("");
    if (isRefusal(status)) {
      return new NotDone<>(reason);
    }
    move();
    return new Maybe<>(reason);
  }

  /// Whether the server has looked at the request and turned it away.
  ///
  /// These codes stand for a request that is wrong, or wrong now, in etcd and here. *Exhausted*
  /// does only with etcd's text for a request that was not taken: out of space, etcd has written
  /// before it complains; and an answer that is too long was an answer. All other codes are given
  /// for what is lost on the way, too.
  private static boolean isRefusal(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT,
          OUT_OF_RANGE,
          NOT_FOUND,
          FAILED_PRECONDITION,
          PERMISSION_DENIED,
          UNAUTHENTICATED,
          UNIMPLEMENTED ->
          true;
      case RESOURCE_EXHAUSTED -> "etcdserver: too many requests".equals(status.getDescription());
      default -> false;
    };
  }

  /// A connection that stands, to this member or to one after it; none if no member can be reached.
  public Optional<Channel> channel() {
    for (int tries = 0; tries < endpoints.addresses().size(); tries++) {
      if (stands()) {
        return Optional.of(line.channel());
      }
      move();
    }
    return Optional.empty();
  }

  private boolean stands() {
    try {
      return line.stands(patience.toNanos() / 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Leaves this member for the next, and the connection with it, which may be stuck.
  public void move() {
    line.close();
    lines++;
    member = (member + 1) % endpoints.addresses().size();
    line = new Line(endpoints.addresses().get(member), endpoints.trust());
  }

  @Override
  public void close() {
    line.close();
  }
}
