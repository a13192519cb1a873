package ds.trial.kv.workload;

import ds.system.kv.api.etcdserverpb.Compare;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.DeleteRangeResponse;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.RequestOp;
import ds.system.kv.api.etcdserverpb.ResponseHeader;
import ds.system.kv.api.etcdserverpb.ResponseOp;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.api.etcdserverpb.TxnResponse;
import ds.system.kv.api.mvccpb.Event;
import ds.system.kv.api.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A store of etcd's kind in one lock, as simple as can be, that breaks one promise if it is told
/// to.
final class FakeStore {

  /// The promise to be broken.
  enum Lie {
    NONE,
    LOSE_A_WRITE,
    STALE_READ,
    HALF_A_TRANSACTION,
    IGNORE_GUARDS,
    DROP_AN_EVENT,
    DOUBLE_AN_EVENT,
    SWAP_EVENTS,
    PROGRESS_AHEAD,
    EXPIRE_EARLY,
    LOCK_TWICE
  }

  /// Every so many requests the promise is broken, so that there is something before it.
  static final int HONEST = 40;

  private final Lie lie;
  private final TreeMap<String, KeyValue> items = new TreeMap<>();
  private TreeMap<String, KeyValue> before = new TreeMap<>();
  private final List<List<Event>> history = new ArrayList<>();
  private List<Event> made = new ArrayList<>();
  private int requests;

  FakeStore(Lie lie) {
    this.lie = lie;
  }

  Lie lie() {
    return lie;
  }

  synchronized ResponseHeader header() {
    return ResponseHeader.newBuilder().setRevision(history.size()).setRaftTerm(1).build();
  }

  /// What each revision changed, the first being 1.
  synchronized List<List<Event>> history() {
    return List.copyOf(history);
  }

  synchronized RangeResponse range(RangeRequest request) {
    boolean isStale = lies(Lie.STALE_READ) && !request.getSerializable();
    return range(request, isStale ? before : items);
  }

  private RangeResponse range(RangeRequest request, NavigableMap<String, KeyValue> from) {
    String key = request.getKey().toStringUtf8();
    var answer = RangeResponse.newBuilder().setHeader(header());
    if (request.getRangeEnd().isEmpty()) {
      Optional.ofNullable(from.get(key)).ifPresent(answer::addKvs);
    } else {
      from.subMap(key, request.getRangeEnd().toStringUtf8()).values().forEach(answer::addKvs);
    }
    return answer.setCount(answer.getKvsCount()).build();
  }

  synchronized PutResponse put(PutRequest request) {
    var answer = PutResponse.newBuilder();
    if (lies(Lie.LOSE_A_WRITE)) {
      Optional.ofNullable(items.get(request.getKey().toStringUtf8())).ifPresent(answer::setPrevKv);
      history.add(List.of());
    } else {
      carryOut(request).ifPresent(answer::setPrevKv);
      commit();
    }
    return answer.setHeader(header()).build();
  }

  synchronized DeleteRangeResponse delete(DeleteRangeRequest request) {
    var answer = DeleteRangeResponse.newBuilder();
    carryOut(request).ifPresent(gone -> answer.addPrevKvs(gone).setDeleted(1));
    commit();
    return answer.setHeader(header()).build();
  }

  synchronized TxnResponse transact(TxnRequest request) {
    boolean holds = request.getCompareList().stream().allMatch(this::holds);
    holds |= lies(Lie.IGNORE_GUARDS);
    List<RequestOp> asked = holds ? request.getSuccessList() : request.getFailureList();
    if (asked.size() > 1 && asked.getFirst().hasRequestPut() && lies(Lie.HALF_A_TRANSACTION)) {
      asked = asked.subList(0, asked.size() - 1);
    }
    var answer = TxnResponse.newBuilder().setSucceeded(holds);
    for (RequestOp operation : asked) {
      answer.addResponses(carryOut(operation));
    }
    commit();
    return answer.setHeader(header()).build();
  }

  private boolean holds(Compare compare) {
    Optional<KeyValue> item = Optional.ofNullable(items.get(compare.getKey().toStringUtf8()));
    return switch (compare.getTarget()) {
      case CREATE ->
          item.map(KeyValue::getCreateRevision).orElse(0L) == compare.getCreateRevision();
      case MOD -> item.map(KeyValue::getModRevision).orElse(0L) == compare.getModRevision();
      case VALUE -> item.map(KeyValue::getValue).filter(compare.getValue()::equals).isPresent();
      default -> throw new IllegalArgumentException("nobody asks for " + compare.getTarget());
    };
  }

  private ResponseOp carryOut(RequestOp operation) {
    var answer = ResponseOp.newBuilder();
    if (operation.hasRequestRange()) {
      return answer.setResponseRange(range(operation.getRequestRange(), items)).build();
    }
    if (operation.hasRequestPut()) {
      var put = PutResponse.newBuilder();
      carryOut(operation.getRequestPut()).ifPresent(put::setPrevKv);
      return answer.setResponsePut(put).build();
    }
    var deletion = DeleteRangeResponse.newBuilder();
    carryOut(operation.getRequestDeleteRange()).ifPresent(deletion::addPrevKvs);
    return answer.setResponseDeleteRange(deletion).build();
  }

  private Optional<KeyValue> carryOut(PutRequest request) {
    String key = request.getKey().toStringUtf8();
    var known = Optional.ofNullable(items.get(key));
    long revision = history.size() + 1L;
    var item =
        KeyValue.newBuilder()
            .setKey(request.getKey())
            .setValue(request.getValue())
            .setLease(request.getLease())
            .setCreateRevision(known.map(KeyValue::getCreateRevision).orElse(revision))
            .setModRevision(revision)
            .setVersion(known.map(KeyValue::getVersion).orElse(0L) + 1)
            .build();
    remember();
    items.put(key, item);
    made.add(Event.newBuilder().setType(Event.EventType.PUT).setKv(item).build());
    return known;
  }

  private Optional<KeyValue> carryOut(DeleteRangeRequest request) {
    remember();
    var gone = Optional.ofNullable(items.remove(request.getKey().toStringUtf8()));
    gone.ifPresent(item -> {
      var tomb = KeyValue.newBuilder().setKey(item.getKey()).setModRevision(history.size() + 1L);
      made.add(Event.newBuilder().setType(Event.EventType.DELETE).setKv(tomb).build());
    });
    return gone;
  }

  private void remember() {
    before = new TreeMap<>(items);
  }

  private void commit() {
    if (!made.isEmpty()) {
      history.add(List.copyOf(made));
      made = new ArrayList<>();
    }
  }

  private boolean lies(Lie wanted) {
    return lie == wanted && ++requests % HONEST == 0;
  }
}
