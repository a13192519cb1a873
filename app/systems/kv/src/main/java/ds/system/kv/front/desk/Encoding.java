package ds.system.kv.front.desk;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import ds.system.kv.api.etcdserverpb.DeleteRangeResponse;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.api.etcdserverpb.ResponseOp;
import ds.system.kv.api.etcdserverpb.TxnResponse;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyValue;
import ds.system.kv.command.KvResult;
import ds.system.kv.command.KvResult.Deleted;
import ds.system.kv.command.KvResult.Found;
import ds.system.kv.command.KvResult.Stored;
import ds.system.kv.command.KvResult.Transacted;

/// Makes answers of results. Keys and values are lent, not copied: nobody writes to the arrays of a
/// [Bytes].
public final class Encoding {

  private Encoding() {}

  public static ByteString bytes(Bytes bytes) {
    return bytes.isEmpty() ? ByteString.EMPTY : UnsafeByteOperations.unsafeWrap(bytes.array());
  }

  public static ds.system.kv.api.mvccpb.KeyValue keyValue(KeyValue version) {
    return ds.system.kv.api.mvccpb.KeyValue.newBuilder()
        .setKey(bytes(version.key()))
        .setValue(bytes(version.value()))
        .setCreateRevision(version.created())
        .setModRevision(version.modified())
        .setVersion(version.version())
        .setLease(version.lease())
        .build();
  }

  public static PutResponse.Builder stored(Stored stored) {
    PutResponse.Builder response = PutResponse.newBuilder();
    stored.previous().ifPresent(previous -> response.setPrevKv(keyValue(previous)));
    return response;
  }

  public static RangeResponse.Builder found(Found found) {
    RangeResponse.Builder response =
        RangeResponse.newBuilder().setCount(found.count()).setMore(found.more());
    for (KeyValue item : found.items()) {
      response.addKvs(keyValue(item));
    }
    return response;
  }

  public static DeleteRangeResponse.Builder deleted(Deleted deleted) {
    DeleteRangeResponse.Builder response =
        DeleteRangeResponse.newBuilder().setDeleted(deleted.count());
    for (KeyValue previous : deleted.previous()) {
      response.addPrevKvs(keyValue(previous));
    }
    return response;
  }

  public static TxnResponse.Builder transacted(Transacted transacted) {
    TxnResponse.Builder response = TxnResponse.newBuilder().setSucceeded(transacted.succeeded());
    for (KvResult result : transacted.results()) {
      response.addResponses(operation(result));
    }
    return response;
  }

  /// The answers inside a transaction's have a header of the revision alone.
  private static ResponseOp operation(KvResult result) {
    ResponseHeader header = ResponseHeader.newBuilder().setRevision(result.revision()).build();
    ResponseOp.Builder response = ResponseOp.newBuilder();
    return switch (result) {
      case Found found -> response.setResponseRange(found(found).setHeader(header)).build();
      case Stored stored -> response.setResponsePut(stored(stored).setHeader(header)).build();
      case Deleted deleted ->
          response.setResponseDeleteRange(deleted(deleted).setHeader(header)).build();
      case Transacted transacted ->
          response.setResponseTxn(transacted(transacted).setHeader(header)).build();
      default -> throw new IllegalStateException("no result of an operation: " + result);
    };
  }
}
