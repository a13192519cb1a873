package ds.system.kv.front.desk;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.Compare.CompareResult;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RequestOp;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.command.Bytes;
import ds.system.kv.command.Compare;
import ds.system.kv.command.Compare.Property;
import ds.system.kv.command.Compare.PropertyCompare;
import ds.system.kv.command.Compare.Relation;
import ds.system.kv.command.Compare.ValueCompare;
import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KvError;
import ds.system.kv.command.Operation;
import ds.system.kv.command.Operation.DeleteRange;
import ds.system.kv.command.Operation.Put;
import ds.system.kv.command.Operation.Txn;
import ds.system.kv.command.Range;
import ds.system.kv.command.Range.Detail;
import ds.system.kv.command.Range.Order;
import ds.system.kv.command.Range.Sort;
import ds.system.kv.command.Range.Span;
import ds.system.kv.command.Range.Target;
import java.util.ArrayList;
import java.util.List;

/// Makes operations of requests. What the state machine's types cannot express is refused here: a
/// value of an enumeration that nobody knows, an operation that is none.
public final class Decoding {

  private static final Target[] TARGETS = Target.values();
  private static final Order[] ORDERS = Order.values();
  private static final Relation[] RELATIONS = Relation.values();

  private Decoding() {}

  public static Bytes bytes(ByteString string) {
    return string.isEmpty() ? Bytes.EMPTY : new Bytes(string.toByteArray());
  }

  public static KeyRange keys(ByteString key, ByteString end) {
    return new KeyRange(bytes(key), bytes(end));
  }

  public static Range range(RangeRequest request) throws RefusedException {
    int target = request.getSortTargetValue();
    int order = request.getSortOrderValue();
    if (target < 0 || target >= TARGETS.length || order < 0 || order >= ORDERS.length) {
      throw new RefusedException(KvError.INVALID_SORT_OPTION);
    }
    return new Range(
        keys(request.getKey(), request.getRangeEnd()),
        Math.max(0, request.getRevision()),
        Math.max(0, request.getLimit()),
        new Sort(TARGETS[target], ORDERS[order]),
        detail(request),
        new Span(request.getMinModRevision(), request.getMaxModRevision()),
        new Span(request.getMinCreateRevision(), request.getMaxCreateRevision()));
  }

  private static Detail detail(RangeRequest request) {
    if (request.getCountOnly()) {
      return Detail.COUNT_ONLY;
    }
    return request.getKeysOnly() ? Detail.WITHOUT_VALUES : Detail.ALL;
  }

  public static Put put(PutRequest request) {
    return new Put(
        bytes(request.getKey()),
        bytes(request.getValue()),
        request.getLease(),
        request.getPrevKv(),
        request.getIgnoreValue(),
        request.getIgnoreLease());
  }

  public static DeleteRange deleteRange(DeleteRangeRequest request) {
    return new DeleteRange(keys(request.getKey(), request.getRangeEnd()), request.getPrevKv());
  }

  /// @param depthMax how many transactions may be nested into one another
  public static Txn txn(TxnRequest request, int depthMax) throws RefusedException {
    if (depthMax == 0) {
      throw new RefusedException(KvError.TOO_MANY_OPERATIONS);
    }
    List<Compare> conditions = new ArrayList<>(request.getCompareCount());
    for (var compare : request.getCompareList()) {
      conditions.add(compare(compare));
    }
    return new Txn(
        conditions,
        operations(request.getSuccessList(), depthMax),
        operations(request.getFailureList(), depthMax));
  }

  private static List<Operation> operations(List<RequestOp> requests, int depthMax)
      throws RefusedException {
    List<Operation> operations = new ArrayList<>(requests.size());
    for (RequestOp request : requests) {
      operations.add(
          switch (request.getRequestCase()) {
            case REQUEST_RANGE -> range(request.getRequestRange());
            case REQUEST_PUT -> put(request.getRequestPut());
            case REQUEST_DELETE_RANGE -> deleteRange(request.getRequestDeleteRange());
            case REQUEST_TXN -> txn(request.getRequestTxn(), depthMax - 1);
            case REQUEST_NOT_SET -> throw new RefusedException(KvError.KEY_NOT_FOUND); // etcd's
          });
    }
    return operations;
  }

  private static Compare compare(ds.system.kv.api.etcdserverpb.Compare compare)
      throws RefusedException {
    KeyRange keys = keys(compare.getKey(), compare.getRangeEnd());
    if (compare.getResult() == CompareResult.UNRECOGNIZED) {
      throw new RefusedException(KvError.NOT_UNDERSTOOD);
    }
    Relation relation = RELATIONS[compare.getResultValue()];
    return switch (compare.getTarget()) {
      case VERSION -> new PropertyCompare(keys, Property.VERSION, relation, compare.getVersion());
      case CREATE ->
          new PropertyCompare(keys, Property.CREATED, relation, compare.getCreateRevision());
      case MOD -> new PropertyCompare(keys, Property.MODIFIED, relation, compare.getModRevision());
      case LEASE -> new PropertyCompare(keys, Property.LEASE, relation, compare.getLease());
      case VALUE -> new ValueCompare(keys, relation, bytes(compare.getValue()));
      case UNRECOGNIZED -> throw new RefusedException(KvError.NOT_UNDERSTOOD);
    };
  }
}
