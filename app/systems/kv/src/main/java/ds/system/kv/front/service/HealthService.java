package ds.system.kv.front.service;

import ds.system.kv.api.health.HealthCheckRequest;
import ds.system.kv.api.health.HealthCheckResponse;
import ds.system.kv.api.health.HealthCheckResponse.ServingStatus;
import ds.system.kv.api.health.HealthGrpc;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;

/// Whether the process serves, as gRPC's own probes ask and as balancing clients watch.
///
/// It serves as long as it answers, with a leader or without, as in etcd: whoever is restarted for
/// want of a leader does not bring one about. `/readyz` tells more.
public final class HealthService {

  private static final Status NO_SUCH_SERVICE = Status.NOT_FOUND.withDescription("unknown service");

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(HealthGrpc.getServiceDescriptor())
        .addMethod(HealthGrpc.getCheckMethod(), gate.unary(HealthService::check))
        .addMethod(HealthGrpc.getWatchMethod(), gate.stream((call, _) -> new Watching(call)))
        .build();
  }

  private static void check(HealthCheckRequest request, Exchange<HealthCheckResponse> exchange) {
    if (request.getService().isEmpty()) {
      exchange.answer(response(ServingStatus.SERVING));
    } else {
      exchange.fail(NO_SUCH_SERVICE);
    }
  }

  private static HealthCheckResponse response(ServingStatus status) {
    return HealthCheckResponse.newBuilder().setStatus(status).build();
  }

  /// Is told once: before anything changes, the process is no more.
  private static final class Watching extends ServerCall.Listener<HealthCheckRequest> {

    private final ServerCall<HealthCheckRequest, HealthCheckResponse> call;

    private Watching(ServerCall<HealthCheckRequest, HealthCheckResponse> call) {
      this.call = call;
      call.request(1);
    }

    @Override
    public void onMessage(HealthCheckRequest request) {
      boolean isKnown = request.getService().isEmpty();
      call.sendHeaders(new Metadata());
      call.sendMessage(response(isKnown ? ServingStatus.SERVING : ServingStatus.SERVICE_UNKNOWN));
    }
  }
}
