package ds.system.kv.front.recipe;

import ds.system.kv.api.v3electionpb.CampaignRequest;
import ds.system.kv.api.v3electionpb.CampaignResponse;
import ds.system.kv.api.v3electionpb.ElectionGrpc;
import ds.system.kv.api.v3electionpb.LeaderKey;
import ds.system.kv.api.v3electionpb.LeaderRequest;
import ds.system.kv.api.v3electionpb.LeaderResponse;
import ds.system.kv.api.v3electionpb.ProclaimRequest;
import ds.system.kv.api.v3electionpb.ProclaimResponse;
import ds.system.kv.api.v3electionpb.ResignRequest;
import ds.system.kv.api.v3electionpb.ResignResponse;
import ds.system.kv.command.Compare;
import ds.system.kv.command.Compare.Property;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.Relation;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.front.desk.Decoding;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.List;

/// Elections among clients: whoever has the oldest key leads, and says what it likes at its key.
public final class ElectionService {

  static final Status NO_LEADER = Status.UNKNOWN.withDescription("election: no leader");
  private static final Status NOT_LEADER = Status.UNKNOWN.withDescription("election: not leader");
  private static final Status NO_LEADER_KEY =
      Status.UNKNOWN.withDescription("\"leader\" field must be provided");

  private final Recipes recipes;

  public ElectionService(Recipes recipes) {
    this.recipes = recipes;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(ElectionGrpc.getServiceDescriptor())
        .addMethod(ElectionGrpc.getCampaignMethod(), gate.unary(this::campaign))
        .addMethod(ElectionGrpc.getProclaimMethod(), gate.unary(this::proclaim))
        .addMethod(ElectionGrpc.getLeaderMethod(), gate.unary(this::leader))
        .addMethod(
            ElectionGrpc.getObserveMethod(),
            gate.stream((call, caller) -> new Observing(recipes, caller, call)))
        .addMethod(ElectionGrpc.getResignMethod(), gate.unary(this::resign))
        .build();
  }

  private void campaign(CampaignRequest request, Exchange<CampaignResponse> exchange) {
    var place =
        new Turn.Place(
            Decoding.bytes(request.getName()),
            request.getLease(),
            Decoding.bytes(request.getValue()));
    var turn =
        new Turn(
            recipes,
            exchange.caller(),
            place,
            held ->
                exchange.answer(
                    CampaignResponse.newBuilder()
                        .setHeader(recipes.header(held.revision()))
                        .setLeader(
                            LeaderKey.newBuilder()
                                .setName(request.getName())
                                .setKey(Encoding.bytes(held.key()))
                                .setRev(held.created())
                                .setLease(held.lease()))
                        .build()));
    exchange.onCancel(turn::giveUp);
    turn.begin(exchange::fail);
  }

  private void proclaim(ProclaimRequest request, Exchange<ProclaimResponse> exchange) {
    if (!request.hasLeader()) {
      exchange.fail(NO_LEADER_KEY);
      return;
    }
    LeaderKey leader = request.getLeader();
    var put =
        Put.of(
            Decoding.bytes(leader.getKey()), Decoding.bytes(request.getValue()), leader.getLease());
    recipes.write(
        exchange.caller(),
        new Txn(List.of(stillHolds(leader)), List.of(put), List.of()),
        Transacted.class,
        done -> {
          if (done.succeeded()) {
            exchange.answer(
                ProclaimResponse.newBuilder().setHeader(recipes.header(done.revision())).build());
          } else {
            exchange.fail(NOT_LEADER);
          }
        },
        exchange::fail);
  }

  private void resign(ResignRequest request, Exchange<ResignResponse> exchange) {
    if (!request.hasLeader()) {
      exchange.fail(NO_LEADER_KEY);
      return;
    }
    LeaderKey leader = request.getLeader();
    var delete = DeleteRange.of(KeyRange.single(Decoding.bytes(leader.getKey())));
    recipes.write(
        exchange.caller(),
        new Txn(List.of(stillHolds(leader)), List.of(delete), List.of()),
        Transacted.class,
        done ->
            exchange.answer(
                ResignResponse.newBuilder().setHeader(recipes.header(done.revision())).build()),
        exchange::fail);
  }

  private static Compare stillHolds(LeaderKey leader) {
    return new PropertyCompare(
        KeyRange.single(Decoding.bytes(leader.getKey())),
        Property.CREATED,
        Relation.EQUAL,
        leader.getRev());
  }

  private void leader(LeaderRequest request, Exchange<LeaderResponse> exchange) {
    recipes.read(
        exchange.caller(),
        Recipes.oldest(Turn.prefix(Decoding.bytes(request.getName()))),
        Found.class,
        found -> {
          if (found.items().isEmpty()) {
            exchange.fail(NO_LEADER);
          } else {
            exchange.answer(
                LeaderResponse.newBuilder()
                    .setHeader(recipes.header(found.revision()))
                    .setKv(Encoding.keyValue(found.items().getFirst()))
                    .build());
          }
        },
        exchange::fail);
  }
}
