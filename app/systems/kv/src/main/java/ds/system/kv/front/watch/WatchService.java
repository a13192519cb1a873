package ds.system.kv.front.watch;

import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.front.MemberGate;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Headers;
import ds.system.kv.front.rpc.Statuses;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Streams of watches.
public final class WatchService {

  /// What may wait in a stream before its watches lag: enough that a client which keeps up is not
  /// slowed by the way to it and back.
  private static final int STREAM_BYTES = 1024 * 1024;

  /// How often a watch that wants it is told how far it has seen, as in etcd.
  private static final long PROGRESS_SECONDS = 600;

  private static final long LEADER_CHECK_SECONDS = 2;

  private final MemberGate member;
  private final WatchHub hub;
  private final Headers headers;
  private final BiFunction<Caller, KeyRange, Optional<KvError>> mayRead;

  /// The streams that are open, and whether they would rather end than go on without a leader. On
  /// the hub's thread.
  private final Map<WatchStream, Boolean> streams = new LinkedHashMap<>();

  private boolean hadLeader = true;

  /// @param mayRead what is against somebody's reading some keys
  public WatchService(
      MemberGate member,
      WatchHub hub,
      Headers headers,
      BiFunction<Caller, KeyRange, Optional<KvError>> mayRead) {
    this.member = member;
    this.hub = hub;
    this.headers = headers;
    this.mayRead = mayRead;
    hub.every(PROGRESS_SECONDS, () -> streams.keySet().forEach(WatchStream::tellIdle));
    hub.every(LEADER_CHECK_SECONDS, this::checkLeader);
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(WatchGrpc.getServiceDescriptor())
        .addMethod(WatchGrpc.getWatchMethod(), (call, metadata) -> watch(gate, call, metadata))
        .build();
  }

  /// Ends all streams, because the server stops.
  public void close() {
    hub.execute(() -> closeAll(Statuses.STOPPED));
  }

  private ServerCall.Listener<WatchRequest> watch(
      Gatekeeper gate, ServerCall<WatchRequest, WatchResponse> call, Metadata metadata) {
    return switch (gate.admit(call, metadata)) {
      case Gatekeeper.TurnedAway(var reason)
          when reason.getCode() != Status.Code.UNAUTHENTICATED -> {
        call.close(reason, new Metadata());
        yield new ServerCall.Listener<>() {};
      }
      // A stream that is ended tells etcd's client to give up; a watch that is cancelled, to show
      // another token.
      case Gatekeeper.TurnedAway _ ->
          open(call, Caller.ANONYMOUS, false, (_, _) -> Optional.of(KvError.INVALID_AUTH_TOKEN));
      case Gatekeeper.Admitted(var caller, var needsLeader) ->
          open(call, caller, needsLeader, mayRead);
    };
  }

  private WatchStream open(
      ServerCall<WatchRequest, WatchResponse> call,
      Caller caller,
      Boolean needsLeader,
      BiFunction<Caller, KeyRange, Optional<KvError>> against) {
    var stream = new WatchStream(call, caller, hub, headers, against);
    call.setOnReadyThreshold(STREAM_BYTES);
    call.sendHeaders(new Metadata());
    call.request(1);
    hub.execute(() -> streams.put(stream, needsLeader));
    return stream;
  }

  private void checkLeader() {
    streams.keySet().removeIf(WatchStream::isOver);
    boolean hasLeader = member.leader() != 0;
    if (!hasLeader && !hadLeader) {
      List.copyOf(streams.entrySet()).stream()
          .filter(Map.Entry::getValue)
          .forEach(entry -> entry.getKey().close(Statuses.NO_LEADER));
    }
    hadLeader = hasLeader;
  }

  private void closeAll(Status status) {
    List.copyOf(streams.keySet()).forEach(stream -> stream.close(status));
    streams.clear();
  }
}
