package ds.system.kv.front.rpc;

import com.google.protobuf.MessageLite;
import ds.system.kv.api.etcdserverpb.AuthGrpc;
import ds.system.kv.api.etcdserverpb.ClusterGrpc;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.health.HealthGrpc;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.front.MemberGate;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;
import java.util.Optional;
import java.util.Set;

/// Looks at every call before it is served: who calls, and whether it can be served at all.
public final class Gatekeeper {

  /// Set by clients that would rather fail than be served by a member without a leader.
  private static final Metadata.Key<String> HAS_LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

  private static final String SNAPSHOT = MaintenanceGrpc.getSnapshotMethod().getFullMethodName();

  /// Calls that anybody may make. Whoever shows a token that is not good any more is answered like
  /// everybody else; most of all who shows it while asking for another one.
  private static final Set<String> OPEN_TO_ALL =
      Set.of(
          AuthGrpc.getAuthenticateMethod().getFullMethodName(),
          ClusterGrpc.getMemberListMethod().getFullMethodName(),
          MaintenanceGrpc.getStatusMethod().getFullMethodName(),
          LeaseGrpc.getLeaseLeasesMethod().getFullMethodName(),
          LeaseGrpc.getLeaseKeepAliveMethod().getFullMethodName(),
          HealthGrpc.getCheckMethod().getFullMethodName(),
          HealthGrpc.getWatchMethod().getFullMethodName());

  /// What is said to a call at the gate.
  public sealed interface Verdict permits Admitted, TurnedAway {}

  /// @param needsLeader whether the client would rather fail than go on without a leader
  public record Admitted(Caller caller, boolean needsLeader) implements Verdict {}

  public record TurnedAway(Status reason) implements Verdict {}

  private static final Admitted STRANGER = new Admitted(Caller.ANONYMOUS, false);

  private static final Verdict INVALID_TOKEN =
      new TurnedAway(Statuses.of(KvError.INVALID_AUTH_TOKEN));

  private final MemberGate member;
  private final Identities identities;
  private final Outlets outlets;
  private final OpenStreams streams;
  private final int requestBytesMax;
  private volatile boolean closed;

  /// @param requestBytesMax of one request's message
  public Gatekeeper(
      MemberGate member,
      Identities identities,
      Outlets outlets,
      OpenStreams streams,
      int requestBytesMax) {
    this.member = member;
    this.identities = identities;
    this.outlets = outlets;
    this.streams = streams;
    this.requestBytesMax = requestBytesMax;
  }

  /// The handler of calls with one request and one answer.
  public <Q extends MessageLite, A> ServerCallHandler<Q, A> unary(Unary.Method<Q, A> method) {
    return new Unary<>(this, method);
  }

  /// The handler of streams that go on until their client has enough.
  public <Q, A> ServerCallHandler<Q, A> stream(OpenStreams.Service<Q, A> service) {
    return stream(
        service,
        (call, _) -> {
          call.close(Statuses.of(KvError.INVALID_AUTH_TOKEN), new Metadata());
          return new ServerCall.Listener<>() {};
        });
  }

  /// The same, where something else is said to those whose token is not good.
  ///
  /// @param strangers serves them
  public <Q, A> ServerCallHandler<Q, A> stream(
      OpenStreams.Service<Q, A> service, OpenStreams.Service<Q, A> strangers) {
    return (call, headers) ->
        switch (admit(call, headers)) {
          case Admitted client -> streams.open(call, client, service);
          case TurnedAway(var reason) when reason.getCode() == Status.Code.UNAUTHENTICATED ->
              streams.open(call, STRANGER, strangers);
          case TurnedAway(var reason) -> {
            call.close(reason, new Metadata());
            yield new ServerCall.Listener<>() {};
          }
        };
  }

  /// Turns away all calls from now on; those under way are not touched.
  public void close() {
    closed = true;
  }

  public int requestBytesMax() {
    return requestBytesMax;
  }

  Outlets outlets() {
    return outlets;
  }

  /// Of the calls that are streams, a learner serves one. Of the others, each request tells.
  private static boolean isForLearners(MethodDescriptor<?, ?> method) {
    return method.getType() == MethodType.UNARY || method.getFullMethodName().equals(SNAPSHOT);
  }

  /// Whether a learner leaves this request to those who vote: it may be far behind, and so says
  /// only what nobody takes for the newest.
  boolean leavesToVoters(MessageLite request) {
    boolean isForLearners =
        request instanceof StatusRequest
            || (request instanceof RangeRequest range && range.getSerializable());
    return member.isLearner() && !isForLearners;
  }

  private static boolean isOpenToAll(ServerCall<?, ?> call) {
    return OPEN_TO_ALL.contains(call.getMethodDescriptor().getFullMethodName());
  }

  public Verdict admit(ServerCall<?, ?> call, Metadata headers) {
    if (closed) {
      return new TurnedAway(Statuses.STOPPED);
    }
    if (member.isLearner() && !isForLearners(call.getMethodDescriptor())) {
      return new TurnedAway(Statuses.LEARNER_REFUSES);
    }
    boolean needsLeader = "true".equals(headers.get(HAS_LEADER));
    if (needsLeader && member.leader() == 0) {
      return new TurnedAway(Statuses.NO_LEADER);
    }
    return identities
        .of(call, headers)
        .or(() -> isOpenToAll(call) ? Optional.of(Caller.ANONYMOUS) : Optional.empty())
        .<Verdict>map(caller -> new Admitted(caller, needsLeader))
        .orElse(INVALID_TOKEN);
  }
}
