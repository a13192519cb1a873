package ds.system.kv.front.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.api.etcdserverpb.KVGrpc;
import ds.system.kv.api.etcdserverpb.WatchGrpc;
import ds.system.kv.front.FakeCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Calls that are begun, on a thread whose time is the test's.
final class QuestionsTest {

  private final EmbeddedChannel connection = new EmbeddedChannel();
  private final List<String> served = new ArrayList<>();
  private Outlets outlets;

  @BeforeEach
  void freeze() {
    connection.freezeTime();
    outlets = new Outlets(connection.eventLoop());
  }

  @AfterEach
  void stop() {
    connection.finishAndReleaseAll();
  }

  @Test
  @DisplayName("a call that is begun and not asked is ended, and its service told that it is over")
  void silent() {
    var call = new FakeCall<>(KVGrpc.getRangeMethod());
    var client = begun(call);
    pass(Questions.SECONDS_MAX - 1);
    assertThat(call.told).isEmpty();
    pass(2 * Questions.LOOK_SECONDS);
    assertThat(call.told).containsExactly(Status.Code.DEADLINE_EXCEEDED);
    assertThat(served).containsExactly("cancelled");

    client.onHalfClose();
    client.onComplete();
    assertThat(served).as("what the client still says is heard by nobody").hasSize(1);
  }

  @Test
  @DisplayName("each has its own time, and one that is asked may wait for its answer for good")
  void others() {
    var asked = new FakeCall<>(KVGrpc.getRangeMethod());
    var first = begun(asked);
    var gone = new FakeCall<>(KVGrpc.getRangeMethod());
    begun(gone).onCancel();
    var silent = new FakeCall<>(KVGrpc.getRangeMethod());
    begun(silent);
    pass(Questions.SECONDS_MAX - 1);
    first.onHalfClose();
    var late = new FakeCall<>(KVGrpc.getRangeMethod());
    begun(late);
    pass(2 * Questions.LOOK_SECONDS);
    assertThat(silent.told).hasSize(1);
    assertThat(late.told).isEmpty();
    pass(Questions.SECONDS_MAX);
    assertThat(late.told).hasSize(1);
    assertThat(asked.told).isEmpty();
    assertThat(gone.told).isEmpty();
    assertThat(served).containsExactly("cancelled", "asked", "cancelled", "cancelled");
  }

  @Test
  @DisplayName("a stream, whose client asks when it wants to, is left alone")
  void streams() {
    var watch = new FakeCall<>(WatchGrpc.getWatchMethod());
    begun(watch);
    pass(10 * Questions.SECONDS_MAX);
    assertThat(watch.told).isEmpty();
  }

  private <Q, A> ServerCall.Listener<Q> begun(FakeCall<Q, A> call) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    String service = String.valueOf(method.getServiceName());
    ServerServiceDefinition refusing =
        Unreadable.refused(
            ServerServiceDefinition.builder(service)
                .addMethod(method, (_, _) -> new Service<>())
                .build(),
            outlets);
    @SuppressWarnings("unchecked") // it is the same method
    var definition = (ServerMethodDefinition<Q, A>) refusing.getMethod(method.getFullMethodName());
    ServerCallHandler<Q, A> handler = definition.getServerCallHandler();
    return handler.startCall(call, new Metadata());
  }

  private void pass(long seconds) {
    for (long second = 0; second < seconds; second++) {
      connection.advanceTimeBy(1, TimeUnit.SECONDS);
      connection.runPendingTasks();
    }
  }

  private final class Service<Q> extends ServerCall.Listener<Q> {

    @Override
    public void onHalfClose() {
      served.add("asked");
    }

    @Override
    public void onCancel() {
      served.add("cancelled");
    }
  }
}
