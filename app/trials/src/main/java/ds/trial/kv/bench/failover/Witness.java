package ds.trial.kv.bench.failover;

import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.MaintenanceGrpc.MaintenanceBlockingStub;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.etcdserverpb.StatusResponse;
import ds.trial.process.Cluster;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Asks members what they think, often and over connections of its own.
final class Witness implements AutoCloseable {

  private static final long ANSWER_MILLIS_MAX = 200;

  private final Map<String, ManagedChannel> channels = new LinkedHashMap<>();

  Witness(Cluster cluster) {
    for (String name : cluster.names()) {
      channels.put(
          name,
          NettyChannelBuilder.forAddress(cluster.place(name).clients().socket())
              .usePlaintext()
              .build());
    }
  }

  /// The member that says that it leads itself.
  Optional<String> leader() {
    return channels.keySet().stream()
        .filter(it -> status(it).filter(Witness::leads).isPresent())
        .findFirst();
  }

  private static boolean leads(StatusResponse status) {
    return status.getLeader() == status.getHeader().getMemberId();
  }

  /// How far a member has written its log; 0 if it says nothing.
  long lastIndex(String name) {
    return status(name).map(StatusResponse::getRaftIndex).orElse(0L);
  }

  /// How much of the log a member has carried out; 0 if it says nothing.
  long appliedIndex(String name) {
    return status(name).map(StatusResponse::getRaftAppliedIndex).orElse(0L);
  }

  private Optional<StatusResponse> status(String name) {
    ManagedChannel channel = channels.get(name);
    if (channel == null) {
      return Optional.empty();
    }
    channel.resetConnectBackoff(); // it was away for a moment, not for good
    MaintenanceBlockingStub stub =
        MaintenanceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    try {
      return Optional.of(stub.status(StatusRequest.getDefaultInstance()));
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
  }
}
