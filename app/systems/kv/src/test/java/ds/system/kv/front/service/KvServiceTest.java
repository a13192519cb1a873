package ds.system.kv.front.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.CompactionRequest;
import ds.system.kv.api.etcdserverpb.DeleteRangeRequest;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.KVGrpc.KVBlockingStub;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.api.etcdserverpb.PutResponse;
import ds.system.kv.api.etcdserverpb.RangeRequest;
import ds.system.kv.api.etcdserverpb.RangeResponse;
import ds.system.kv.api.etcdserverpb.RequestOp;
import ds.system.kv.api.etcdserverpb.TxnRequest;
import ds.system.kv.front.Served;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class KvServiceTest {

  private static Served served;
  private static KV kv;
  private static KVBlockingStub stub;

  @BeforeAll
  static void serve() {
    served = new Served();
    kv = served.client().getKVClient();
    stub = KVGrpc.newBlockingStub(served.channel());
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  @DisplayName("a client of etcd puts, gets, deletes")
  void putGetDelete() {
    kv.put(seq("a/1"), seq("one")).join();
    kv.put(seq("a/2"), seq("two")).join();

    var found = kv.get(seq("a/"), GetOption.builder().isPrefix(true).build()).join();
    assertThat(found.getKvs()).extracting(it -> it.getValue().toString()).hasSize(2);
    assertThat(found.getCount()).isEqualTo(2);

    var previous = kv.put(seq("a/1"), seq("uno"), PutOption.builder().withPrevKV().build()).join();
    assertThat(previous.getPrevKv().getValue()).isEqualTo(seq("one"));

    var deleted = kv.delete(seq("a/"), DeleteOption.builder().isPrefix(true).build()).join();
    assertThat(deleted.getDeleted()).isEqualTo(2);
  }

  @Test
  @DisplayName("a transaction takes one of two ways")
  void transaction() {
    kv.put(seq("t"), seq("1")).join();
    var done =
        kv.txn()
            .If(new Cmp(seq("t"), Cmp.Op.EQUAL, CmpTarget.value(seq("1"))))
            .Then(
                Op.put(seq("t"), seq("2"), PutOption.DEFAULT), Op.get(seq("t"), GetOption.DEFAULT))
            .Else(Op.delete(seq("t"), DeleteOption.DEFAULT))
            .commit()
            .join();

    assertThat(done.isSucceeded()).isTrue();
    assertThat(done.getGetResponses().getFirst().getKvs().getFirst().getValue())
        .isEqualTo(seq("2"));
  }

  @Test
  @DisplayName("an answer's header names cluster, member, revision and term")
  void header() {
    PutResponse put = stub.put(PutRequest.newBuilder().setKey(bytes("h")).build());
    assertThat(put.getHeader().getClusterId()).isEqualTo(1000);
    assertThat(put.getHeader().getMemberId()).isEqualTo(7);
    assertThat(put.getHeader().getRaftTerm()).isEqualTo(3);

    RangeResponse found = stub.range(RangeRequest.newBuilder().setKey(bytes("h")).build());
    assertThat(found.getKvs(0).getModRevision()).isEqualTo(put.getHeader().getRevision());
  }

  @Test
  @DisplayName("an empty key is refused in etcd's words")
  void emptyKey() {
    String refusal = "INVALID_ARGUMENT: etcdserver: key is not provided";
    refused(refusal, () -> stub.put(PutRequest.getDefaultInstance()));
    refused(refusal, () -> stub.range(RangeRequest.getDefaultInstance()));
    refused(refusal, () -> stub.deleteRange(DeleteRangeRequest.getDefaultInstance()));
  }

  @Test
  @DisplayName("a transaction of too many or of doubled operations is refused")
  void oddTransactions() {
    TxnRequest.Builder many = TxnRequest.newBuilder();
    for (int i = 0; i <= 128; i++) {
      many.addSuccess(putOperation("k" + i));
    }
    refused(
        "INVALID_ARGUMENT: etcdserver: too many operations in txn request",
        () -> stub.txn(many.build()));

    TxnRequest twice =
        TxnRequest.newBuilder().addSuccess(putOperation("k")).addSuccess(putOperation("k")).build();
    refused(
        "INVALID_ARGUMENT: etcdserver: duplicate key given in txn request", () -> stub.txn(twice));
    refused(
        "INVALID_ARGUMENT: etcdserver: key not found",
        () -> stub.txn(TxnRequest.newBuilder().addSuccess(RequestOp.getDefaultInstance()).build()));
  }

  @Test
  @DisplayName("transactions nested beyond all measure are refused, and hurt nobody")
  void deepTransaction() {
    TxnRequest deep = TxnRequest.getDefaultInstance();
    for (int i = 0; i < 40; i++) {
      deep = TxnRequest.newBuilder().addSuccess(RequestOp.newBuilder().setRequestTxn(deep)).build();
    }
    TxnRequest deepest = deep;
    refused(
        "INVALID_ARGUMENT: etcdserver: too many operations in txn request",
        () -> stub.txn(deepest));
  }

  @Test
  @DisplayName("a request that is too large is refused")
  void tooLarge() {
    PutRequest large =
        PutRequest.newBuilder()
            .setKey(bytes("large"))
            .setValue(ByteString.copyFrom(new byte[1_600_000]))
            .build();
    refused("INVALID_ARGUMENT: etcdserver: request is too large", () -> stub.put(large));

    PutRequest huge = large.toBuilder().setValue(ByteString.copyFrom(new byte[3_000_000])).build();
    assertThatThrownBy(() -> stub.put(huge)).hasMessageStartingWith("RESOURCE_EXHAUSTED");
  }

  @Test
  @DisplayName("what is compacted, or not there yet, cannot be read")
  void revisions() {
    long revision =
        stub.put(PutRequest.newBuilder().setKey(bytes("c")).build()).getHeader().getRevision();
    stub.put(PutRequest.newBuilder().setKey(bytes("c")).build());
    stub.compact(CompactionRequest.newBuilder().setRevision(revision + 1).build());

    RangeRequest.Builder read = RangeRequest.newBuilder().setKey(bytes("c"));
    refused(
        "OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted",
        () -> stub.range(read.setRevision(revision).build()));
    refused(
        "OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision",
        () -> stub.range(read.setRevision(revision + 1_000_000).build()));
    refused(
        "INVALID_ARGUMENT: etcdserver: invalid sort option",
        () -> stub.range(read.setSortOrderValue(9).build()));
  }

  private static RequestOp putOperation(String key) {
    return RequestOp.newBuilder().setRequestPut(PutRequest.newBuilder().setKey(bytes(key))).build();
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).hasMessage(message);
  }

  private static ByteSequence seq(String text) {
    return ByteSequence.from(text, StandardCharsets.UTF_8);
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
