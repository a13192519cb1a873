package ds.system.kv.front.service;

import ds.system.kv.api.etcdserverpb.CompactionRequest;
import ds.system.kv.api.etcdserverpb.CompactionResponse;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.DeleteRangeResponse;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.RequestOp;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.api.etcdserverpb.TxnResponse;
import ds.system.kv.command.KvCommand.Compact;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.KvResult.Done;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.KvResult.Transacted;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.front.desk.Counter;
import ds.system.kv.front.desk.Decoding;
import ds.system.kv.front.desk.Encoding;
import ds.system.kv.front.desk.RefusedException;
import ds.system.kv.front.rpc.Exchange;
import ds.system.kv.front.rpc.Gatekeeper;
import ds.system.kv.front.rpc.Statuses;
import io.grpc.ServerServiceDefinition;
import java.util.List;

/// Reads and writes of keys.
public final class KvService {

  /// How deep transactions are nested: far deeper than anybody writes them, and shallow enough for
  /// a stack.
  private static final int TXN_DEPTH_MAX = 32;

  private final Counter counter;

  public KvService(Counter counter) {
    this.counter = counter;
  }

  public ServerServiceDefinition definition(Gatekeeper gate) {
    return ServerServiceDefinition.builder(KVGrpc.getServiceDescriptor())
        .addMethod(KVGrpc.getRangeMethod(), gate.unary(this::range))
        .addMethod(KVGrpc.getPutMethod(), gate.unary(this::put))
        .addMethod(KVGrpc.getDeleteRangeMethod(), gate.unary(this::deleteRange))
        .addMethod(KVGrpc.getTxnMethod(), gate.unary(this::txn))
        .addMethod(KVGrpc.getCompactMethod(), gate.unary(this::compact))
        .build();
  }

  private void range(RangeRequest request, Exchange<RangeResponse> exchange) {
    try {
      Range range = Decoding.range(request);
      counter.read(
          range,
          !request.getSerializable(),
          exchange,
          Found.class,
          (found, header) -> Encoding.found(found).setHeader(header).build());
    } catch (RefusedException e) {
      exchange.fail(Statuses.of(e.error()));
    }
  }

  private void put(PutRequest request, Exchange<PutResponse> exchange) {
    counter.write(
        Decoding.put(request),
        exchange,
        Stored.class,
        (stored, header) -> Encoding.stored(stored).setHeader(header).build());
  }

  private void deleteRange(DeleteRangeRequest request, Exchange<DeleteRangeResponse> exchange) {
    counter.write(
        Decoding.deleteRange(request),
        exchange,
        Deleted.class,
        (deleted, header) -> Encoding.deleted(deleted).setHeader(header).build());
  }

  private void txn(TxnRequest request, Exchange<TxnResponse> exchange) {
    try {
      Txn txn = Decoding.txn(request, TXN_DEPTH_MAX);
      if (txn.readsOnly()) {
        counter.read(
            txn,
            !isSerializable(request),
            exchange,
            Transacted.class,
            (result, header) -> Encoding.transacted(result).setHeader(header).build());
      } else {
        counter.write(
            txn,
            exchange,
            Transacted.class,
            (result, header) -> Encoding.transacted(result).setHeader(header).build());
      }
    } catch (RefusedException e) {
      exchange.fail(Statuses.of(e.error()));
    }
  }

  /// Whether each of its reads is content with what this member happens to know. One without any
  /// operation asks for nothing less than the truth.
  private static boolean isSerializable(TxnRequest request) {
    return request.getSuccessCount() + request.getFailureCount() > 0
        && isSerializable(request.getSuccessList())
        && isSerializable(request.getFailureList());
  }

  private static boolean isSerializable(List<RequestOp> operations) {
    for (RequestOp operation : operations) {
      if (!operation.hasRequestRange() || !operation.getRequestRange().getSerializable()) {
        return false;
      }
    }
    return true;
  }

  private void compact(CompactionRequest request, Exchange<CompactionResponse> exchange) {
    counter.write(
        new Compact(request.getRevision()),
        exchange,
        Done.class,
        (_, header) -> CompactionResponse.newBuilder().setHeader(header).build());
  }
}
