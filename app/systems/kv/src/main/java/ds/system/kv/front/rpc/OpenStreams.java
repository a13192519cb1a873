package ds.system.kv.front.rpc;

import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.front.MemberGate;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The streams that go on until their client has enough, whatever they carry: watches, signs of
/// life, elections that are observed. What ends them from our side is the same for all of them. The
/// server stops; or the member has had no leader for a while, and the client would rather look for
/// another one than wait.
///
/// As in etcd, a call that waits for a lock or for its turn to lead is none of them, though it may
/// take as long: it is refused if there is no leader when it comes, and waits on when there is none
/// later. Nor is a snapshot, which needs no leader.
public final class OpenStreams {

  /// What serves a stream.
  ///
  /// @param <Q> the requests
  /// @param <A> the answers
  @FunctionalInterface
  public interface Service<Q, A> {
    ServerCall.Listener<Q> open(ServerCall<Q, A> call, Caller caller);
  }

  private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

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
    ServerCall.Listener<Q> listener;
    try {
      listener = stream.servedBy(service.open(stream, client.caller()));
    } catch (RuntimeException e) {
      LOG.error("a stream could not be served", e);
      stream.close(Statuses.UNANSWERED, new Metadata());
      return new ServerCall.Listener<>() {};
    }
    if (closed) {
      stream.end(Statuses.STOPPED);
    }
    return listener;
  }

  /// How many are open.
  int size() {
    return streams.size();
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
        end(stream, status);
      }
    });
  }

  /// What one of them makes of its end is not the affair of the others.
  private static void end(OpenStream<?, ?> stream, Status status) {
    try {
      stream.end(status);
    } catch (RuntimeException e) {
      LOG.error("a stream was ended, and its service has failed", e);
    }
  }
}
