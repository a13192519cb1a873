package ds.system.kv.front.service;

import ds.system.kv.api.etcdserverpb.LeaseGrantRequest;
import ds.system.kv.api.etcdserverpb.LeaseGrantResponse;
import ds.system.kv.api.etcdserverpb.LeaseGrpc;
import ds.system.kv.api.etcdserverpb.LeaseLeasesRequest;
import ds.system.kv.api.etcdserverpb.LeaseLeasesResponse;
import ds.system.kv.api.etcdserverpb.LeaseRevokeRequest;
import ds.system.kv.api.etcdserverpb.LeaseRevokeResponse;
import ds.system.kv.api.etcdserverpb.LeaseStatus;
import ds.system.kv.api.etcdserverpb.LeaseTimeToLiveRequest;
import ds.system.kv.api.etcdserverpb.LeaseTimeToLiveResponse;
import ds.system.kv.call.Answer;
import ds.system.kv.call.Request.AskLeases;
import ds.system.kv.call.Request.AskTimeToLive;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvCommand.LeaseGrant;
import ds.system.kv.command.KvCommand.LeaseRevoke;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.command.KvResult.Granted;
import ds.system.kv.front.auth.RuleBook;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.front.desk.FreshId;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import io.grpc.ServerServiceDefinition;
import java.util.Optional;

/// Leases: granted and revoked like any change, kept alive by their leader.
public final class LeaseService {

  /// What a client is told of a lease that is not there.
  private static final long NO_LEASE_TTL = -1;

  private final Counter counter;
  private final RuleBook book;
  private final long ttlSecondsMin;

  /// @param ttlSecondsMin the shortest life that a lease is granted: longer than an election takes
  public LeaseService(Counter counter, RuleBook book, long ttlSecondsMin) {
    this.counter = counter;
    this.book = book;
    this.ttlSecondsMin = ttlSecondsMin;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(LeaseGrpc.getServiceDescriptor())
        .addMethod(LeaseGrpc.getLeaseGrantMethod(), gate.unary(this::grant))
        .addMethod(LeaseGrpc.getLeaseRevokeMethod(), gate.unary(this::revoke))
        .addMethod(
            LeaseGrpc.getLeaseKeepAliveMethod(),
            gate.stream((call, _) -> new KeepAliveStream(call, counter)))
        .addMethod(LeaseGrpc.getLeaseTimeToLiveMethod(), gate.unary(this::timeToLive))
        .addMethod(LeaseGrpc.getLeaseLeasesMethod(), gate.unary(this::leases))
        .build();
  }

  private void grant(LeaseGrantRequest request, Exchange<LeaseGrantResponse> exchange) {
    long id = request.getID() != 0 ? request.getID() : FreshId.draw();
    counter.write(
        new LeaseGrant(id, Math.max(request.getTTL(), ttlSecondsMin)),
        exchange,
        Granted.class,
        (granted, header) ->
            LeaseGrantResponse.newBuilder()
                .setHeader(header)
                .setID(granted.lease())
                .setTTL(granted.ttlSeconds())
                .build());
  }

  private void revoke(LeaseRevokeRequest request, Exchange<LeaseRevokeResponse> exchange) {
    counter.write(
        new LeaseRevoke(request.getID()),
        exchange,
        Done.class,
        (_, header) -> LeaseRevokeResponse.newBuilder().setHeader(header).build());
  }

  private void timeToLive(
      LeaseTimeToLiveRequest request, Exchange<LeaseTimeToLiveResponse> exchange) {
    counter.consult(
        new AskTimeToLive(request.getID()),
        exchange,
        Answer.TimeToLive.class,
        life -> {
          Optional<KvError> objection =
              request.getKeys() ? againstKeys(life, exchange) : Optional.empty();
          if (!exchange.refuse(objection)) {
            exchange.answer(timeToLive(life, request));
          }
        });
  }

  private LeaseTimeToLiveResponse timeToLive(
      Answer.TimeToLive life, LeaseTimeToLiveRequest request) {
    LeaseTimeToLiveResponse.Builder response =
        LeaseTimeToLiveResponse.newBuilder()
            .setHeader(counter.headers().now())
            .setID(request.getID());
    if (life.grantedSeconds() == 0) {
      return response.setTTL(NO_LEASE_TTL).build();
    }
    if (request.getKeys()) {
      life.keys().forEach(key -> response.addKeys(Encoding.bytes(key)));
    }
    return response.setTTL(life.remainingSeconds()).setGrantedTTL(life.grantedSeconds()).build();
  }

  /// Who sees a lease's keys must be allowed to read each of them.
  private Optional<KvError> againstKeys(Answer.TimeToLive life, Exchange<?> exchange) {
    for (Bytes key : life.keys()) {
      Optional<KvError> objection = book.mayRead(exchange.caller(), KeyRange.single(key));
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private void leases(LeaseLeasesRequest request, Exchange<LeaseLeasesResponse> exchange) {
    counter.consult(
        new AskLeases(),
        exchange,
        Answer.Leases.class,
        answer -> {
          LeaseLeasesResponse.Builder response =
              LeaseLeasesResponse.newBuilder().setHeader(counter.headers().now());
          answer.leases().forEach(id -> response.addLeases(LeaseStatus.newBuilder().setID(id)));
          exchange.answer(response.build());
        });
  }
}
