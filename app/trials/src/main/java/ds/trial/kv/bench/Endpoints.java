package ds.trial.kv.bench;

import ds.system.kv.api.etcdserverpb.MaintenanceGrpc;
import ds.system.kv.api.etcdserverpb.StatusRequest;
import ds.system.kv.api.etcdserverpb.StatusResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Where members of a cluster answer.
public record Endpoints(List<InetSocketAddress> all) {

  private static final long ANSWER_MILLIS_MAX = 2_000;

  /// The one that leads, as it says itself.
  public Optional<InetSocketAddress> leader() {
    return all.stream().filter(it -> status(it).filter(Endpoints::leads).isPresent()).findFirst();
  }

  private static boolean leads(StatusResponse status) {
    return status.getLeader() == status.getHeader().getMemberId();
  }

  /// What a member says of itself; empty if it says nothing.
  static Optional<StatusResponse> status(InetSocketAddress member) {
    ManagedChannel channel = NettyChannelBuilder.forAddress(member).usePlaintext().build();
    try {
      return Optional.of(
          MaintenanceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER_MILLIS_MAX, TimeUnit.MILLISECONDS)
              .status(StatusRequest.getDefaultInstance()));
    } catch (StatusRuntimeException e) {
      return Optional.empty();
    } finally {
      channel.shutdownNow();
    }
  }
}
