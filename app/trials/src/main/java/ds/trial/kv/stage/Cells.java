package ds.trial.kv.stage;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.Compare;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RequestOp;
import ds.system.kv.api.etcdserverpb.ResponseOp;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.api.mvccpb.KeyValue;
import ds.trial.kv.judge.CellsModel.Ask;
import ds.trial.kv.judge.CellsModel.Cell;
import ds.trial.kv.judge.CellsModel.Edit;
import ds.trial.kv.judge.CellsModel.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a judge's model calls cells, in the messages of the API.
final class Cells {

  private Cells() {}

  /// The keys that were looked at, with what was found of them.
  static SortedMap<String, Optional<Cell>> seen(List<String> keys, List<KeyValue> found) {
    SortedMap<String, Optional<Cell>> seen = new TreeMap<>();
    keys.forEach(key -> seen.put(key, Optional.empty()));
    for (KeyValue item : found) {
      var cell = new Cell(item.getValue().toStringUtf8(), item.getModRevision(), item.getVersion());
      seen.put(item.getKey().toStringUtf8(), Optional.of(cell));
    }
    return seen;
  }

  /// What ranges found.
  static List<KeyValue> found(List<ResponseOp> answers) {
    List<KeyValue> found = new ArrayList<>();
    answers.forEach(answer -> found.addAll(answer.getResponseRange().getKvsList()));
    return found;
  }

  /// What was there before puts and deletions.
  static List<KeyValue> before(List<ResponseOp> answers) {
    List<KeyValue> before = new ArrayList<>();
    for (ResponseOp answer : answers) {
      if (answer.getResponsePut().hasPrevKv()) {
        before.add(answer.getResponsePut().getPrevKv());
      }
      before.addAll(answer.getResponseDeleteRange().getPrevKvsList());
    }
    return before;
  }

  static RequestOp range(String key) {
    return RequestOp.newBuilder()
        .setRequestRange(RangeRequest.newBuilder().setKey(bytes(key)))
        .build();
  }

  static TxnRequest transaction(Ask ask) {
    var request = TxnRequest.newBuilder();
    for (Guard guard : ask.guards()) {
      request.addCompare(compare(guard));
      request.addFailure(range(guard.key()));
    }
    for (Edit edit : ask.edits()) {
      request.addSuccess(operation(edit));
    }
    return request.build();
  }

  private static Compare compare(Guard guard) {
    var compare =
        Compare.newBuilder().setKey(bytes(guard.key())).setResult(Compare.CompareResult.EQUAL);
    if (guard.value().isEmpty()) {
      compare.setTarget(Compare.CompareTarget.CREATE).setCreateRevision(0);
    } else if (guard.modified() != Cell.UNSEEN) {
      compare.setTarget(Compare.CompareTarget.MOD).setModRevision(guard.modified());
    } else {
      compare.setTarget(Compare.CompareTarget.VALUE).setValue(bytes(guard.value().get()));
    }
    return compare.build();
  }

  private static RequestOp operation(Edit edit) {
    var operation = RequestOp.newBuilder();
    ByteString key = bytes(edit.key());
    if (edit.value().isPresent()) {
      var put = PutRequest.newBuilder().setKey(key).setValue(bytes(edit.value().get()));
      operation.setRequestPut(put.setPrevKv(true));
    } else {
      operation.setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(key).setPrevKv(true));
    }
    return operation.build();
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
