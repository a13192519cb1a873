package ds.system.kv.front.watch;

import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.api.etcdserverpb.WatchRequest;
import ds.system.kv.api.etcdserverpb.WatchResponse;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.Caller;
import ds.system.kv.command.KvError;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Headers;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Streams of watches.
public final class WatchService {

  /// What may wait in a stream before its watches lag: enough that a client which keeps up is not
  /// slowed by the way to it and back.
  private static final int STREAM_BYTES = 1024 * 1024;

  /// A watch is not told more often how far it has seen, as in etcd.
  private static final long PROGRESS_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(100);

  private final WatchHub hub;
  private final Headers headers;
  private final BiFunction<Caller, KeyRange, Optional<KvError>> mayRead;

  /// The streams that are open, on the hub's thread.
  private final Set<WatchStream> streams = new LinkedHashSet<>();

  /// @param mayRead what is against somebody's reading some keys
  /// @param progressNanos how often a watch that wants it is told how far it has seen
  public WatchService(
      WatchHub hub,
      Headers headers,
      BiFunction<Caller, KeyRange, Optional<KvError>> mayRead,
      long progressNanos) {
    this.hub = hub;
    this.headers = headers;
    this.mayRead = mayRead;
    hub.every(
        Math.max(PROGRESS_NANOS_MIN, progressNanos), () -> streams.forEach(WatchStream::tellIdle));
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(WatchGrpc.getServiceDescriptor())
        .addMethod(
            WatchGrpc.getWatchMethod(),
            gate.stream(
                (call, caller) -> open(call, keys -> mayRead.apply(caller, keys)),
                // A stream that is ended tells etcd's client to give up; a watch that is cancelled,
                // to show another token.
                (call, _) -> open(call, _ -> Optional.of(KvError.INVALID_AUTH_TOKEN))))
        .build();
  }

  private WatchStream open(
      ServerCall<WatchRequest, WatchResponse> call, Function<KeyRange, Optional<KvError>> against) {
    var stream = new WatchStream(call, hub, headers, against, streams::remove);
    call.setOnReadyThreshold(STREAM_BYTES);
    call.sendHeaders(new Metadata());
    call.request(1);
    hub.execute(() -> streams.add(stream));
    return stream;
  }
}
