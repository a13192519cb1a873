package ds.system.kv.front.rpc;

import com.google.protobuf.MessageLite;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.front.MemberGate;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;

/// Looks at every call before it is served: who calls, and whether it can be served at all.
public final class Gatekeeper {

  /// Set by clients that would rather fail than be served by a member without a leader.
  private static final Metadata.Key<String> HAS_LEADER =
      Metadata.Key.of("hasleader", Metadata.ASCII_STRING_MARSHALLER);

  /// What is said to a call at the gate.
  public sealed interface Verdict permits Admitted, TurnedAway {}

  /// @param needsLeader whether the client would rather fail than go on without a leader
  public record Admitted(Caller caller, boolean needsLeader) implements Verdict {}

  public record TurnedAway(Status reason) implements Verdict {}

  private static final Verdict INVALID_TOKEN =
      new TurnedAway(Statuses.of(KvError.INVALID_AUTH_TOKEN));

  private final MemberGate member;
  private final Identities identities;
  private final Outlets outlets;
  private final int requestBytesMax;
  private volatile boolean closed;

  /// @param requestBytesMax of one request's message
  public Gatekeeper(
      MemberGate member, Identities identities, Outlets outlets, int requestBytesMax) {
    this.member = member;
    this.identities = identities;
    this.outlets = outlets;
    this.requestBytesMax = requestBytesMax;
  }

  /// The handler of calls with one request and one answer.
  public <Q extends MessageLite, A> ServerCallHandler<Q, A> unary(Unary.Method<Q, A> method) {
    return new Unary<>(this, method);
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

  public Verdict admit(ServerCall<?, ?> call, Metadata headers) {
    if (closed) {
      return new TurnedAway(Statuses.STOPPED);
    }
    boolean needsLeader = "true".equals(headers.get(HAS_LEADER));
    if (needsLeader && member.leader() == 0) {
      return new TurnedAway(Statuses.NO_LEADER);
    }
    return identities
        .of(call, headers)
        .<Verdict>map(caller -> new Admitted(caller, needsLeader))
        .orElse(INVALID_TOKEN);
  }
}
