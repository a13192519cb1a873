package ds.system.kv.front.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.PutRequest;
import ds.system.kv.front.Served;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class CallCountsTest {

  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long LOOK_NANOS = 1_000_000;

  @Test
  @DisplayName("calls are counted by method and by how they ended; names that are none, not at all")
  void counts() {
    try (var served = new Served()) {
      var keys = KVGrpc.newBlockingStub(served.channel());
      var put = PutRequest.newBuilder().setKey(ByteString.copyFromUtf8("k")).build();
      var _ = keys.put(put);
      var _ = keys.put(put);
      assertThatThrownBy(() -> keys.put(PutRequest.getDefaultInstance()))
          .hasMessageContaining("key is not provided");
      MethodDescriptor<PutRequest, ?> invented =
          KVGrpc.getPutMethod().toBuilder().setFullMethodName("etcdserverpb.KV/Invented").build();
      assertThatThrownBy(() ->
              ClientCalls.blockingUnaryCall(served.channel(), invented, CallOptions.DEFAULT, put))
          .hasMessageContaining("UNIMPLEMENTED");

      CallCounts.Count puts = served.calls().of(KVGrpc.getPutMethod()).orElseThrow();
      await(puts, 3);
      assertThat(puts.started()).isEqualTo(3);
      assertThat(puts.handled(Status.Code.OK)).isEqualTo(2);
      assertThat(puts.handled(Status.Code.INVALID_ARGUMENT)).isEqualTo(1);
      assertThat(served.calls().receivedBytes()).isEqualTo(2L * put.getSerializedSize());
      assertThat(served.calls().sentBytes()).isPositive();
      assertThat(served.calls().of(invented)).isEmpty();
      assertThat(served.calls().all()).filteredOn(it -> it.started() > 0).containsExactly(puts);
    }
  }

  /// A call may be counted a moment after its client has the answer.
  private static void await(CallCounts.Count count, long ended) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (count.handled(Status.Code.OK) + count.handled(Status.Code.INVALID_ARGUMENT) < ended) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
