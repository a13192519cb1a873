package ds.system.kv.front.rpc;

import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.front.MemberGate;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// The streams that go on until their client has enough, whatever they carry: watches, signs of
/// life, elections that are observed. What ends them from our side is the same for all of them. The
/// server stops; or the member has had no leader for a while, and the client would rather look for
/// another one than wait.
public final class OpenStreams {

  /// What serves a stream.
  ///
  /// @param <Q> the requests
  /// @param <A> the answers
  @FunctionalInterface
  public interface Service<Q, A> {
    ServerCall.Listener<Q> open(ServerCall<Q, A> call, Caller caller);
  }

  private final MemberGate member;
  private final Map<OpenStream<?, ?>, Gatekeeper.Admitted> streams = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// Of the thread that looks for the leader.
  private boolean hadLeader = true;

  public OpenStreams(MemberGate member) {
    this.member = member;
  }

  <Q, A> ServerCall.Listener<Q> open(
      ServerCall<Q, A> call, Gatekeeper.Admitted client, Service<Q, A> service) {
    var stream = new OpenStream<>(call, streams::remove);
    streams.put(stream, client);
    ServerCall.Listener<Q> listener = stream.servedBy(service.open(stream, client.caller()));
    if (closed) {
      stream.end(Statuses.STOPPED);
    }
    return listener;
  }

  /// Looks whether the member has a leader, to be called every other second: a stream costs its
  /// client more to open again than a call, so it is ended when there has been none twice.
  public void checkLeader() {
    boolean hasLeader = member.leader() != 0;
    if (!hasLeader && !hadLeader) {
      end(Gatekeeper.Admitted::needsLeader, Statuses.NO_LEADER);
    }
    hadLeader = hasLeader;
  }

  /// Ends all of them, because the server stops.
  public void close() {
    closed = true;
    end(_ -> true, Statuses.STOPPED);
  }

  private void end(Predicate<Gatekeeper.Admitted> whose, Status status) {
    streams.forEach((stream, client) -> {
      if (whose.test(client)) {
        stream.end(status);
      }
    });
  }
}
