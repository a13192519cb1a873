package ds.system.kv.front.recipe;

import ds.system.kv.api.v3lockpb.LockGrpc;
import ds.system.kv.api.v3lockpb.LockRequest;
import ds.system.kv.api.v3lockpb.LockResponse;
import ds.system.kv.api.v3lockpb.UnlockRequest;
import ds.system.kv.api.v3lockpb.UnlockResponse;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvError;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.front.desk.Decoding;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Statuses;
import io.grpc.ServerServiceDefinition;

/// Locks that are held as long as a lease lives.
public final class LockService {

  private final Recipes recipes;

  public LockService(Recipes recipes) {
    this.recipes = recipes;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(LockGrpc.getServiceDescriptor())
        .addMethod(LockGrpc.getLockMethod(), gate.unary(this::lock))
        .addMethod(LockGrpc.getUnlockMethod(), gate.unary(this::unlock))
        .build();
  }

  private void lock(LockRequest request, Exchange<LockResponse> exchange) {
    var place = new Turn.Place(Decoding.bytes(request.getName()), request.getLease(), Bytes.EMPTY);
    var turn =
        new Turn(
            recipes,
            exchange.caller(),
            place,
            held ->
                exchange.answer(
                    LockResponse.newBuilder()
                        .setHeader(recipes.header(held.revision()))
                        .setKey(Encoding.bytes(held.key()))
                        .build()));
    exchange.onCancel(turn::giveUp);
    turn.begin(exchange::fail);
  }

  private void unlock(UnlockRequest request, Exchange<UnlockResponse> exchange) {
    if (request.getKey().isEmpty()) {
      exchange.fail(Statuses.of(KvError.EMPTY_KEY));
      return;
    }
    recipes.write(
        exchange.caller(),
        DeleteRange.of(KeyRange.single(Decoding.bytes(request.getKey()))),
        Deleted.class,
        deleted ->
            exchange.answer(
                UnlockResponse.newBuilder().setHeader(recipes.header(deleted.revision())).build()),
        exchange::fail);
  }
}
