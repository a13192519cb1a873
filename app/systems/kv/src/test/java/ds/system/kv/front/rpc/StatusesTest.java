package ds.system.kv.front.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.call.Answer;
import ds.system.kv.call.Answer.Refusal;
import ds.system.kv.call.CallError;
import io.grpc.Status;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Words and codes by which etcd's clients decide whether to try again, and where.
final class StatusesTest {

  @Test
  @DisplayName("a call that came to nothing is told why in etcd's words")
  void calls() {
    assertThat(Arrays.stream(CallError.values()).map(it -> text(Statuses.of(it))))
        .containsExactlyInAnyOrder(
            "UNAVAILABLE etcdserver: no leader",
            "RESOURCE_EXHAUSTED etcdserver: too many requests",
            "UNAVAILABLE etcdserver: leader changed",
            "UNAVAILABLE etcdserver: request timed out",
            "INTERNAL the answer could not be given");
    assertThat(text(Statuses.of(CallError.LEADER_CHANGED))).endsWith("leader changed");
    assertThat(text(Statuses.of(CallError.TIMED_OUT))).endsWith("timed out");
    assertThat(text(Statuses.of(CallError.NO_LEADER))).endsWith("no leader");
  }

  @Test
  @DisplayName("a change of members that is refused is told why in etcd's words")
  void members() {
    assertThat(Arrays.stream(Refusal.values()).map(StatusesTest::refused))
        .containsExactlyInAnyOrder(
            "NOT_FOUND etcdserver: member not found",
            "FAILED_PRECONDITION etcdserver: member ID already exist",
            "FAILED_PRECONDITION etcdserver: Peer URLs already exists",
            "FAILED_PRECONDITION etcdserver: can only promote a learner member",
            "FAILED_PRECONDITION etcdserver: can only promote a learner member which is in sync"
                + " with leader",
            "FAILED_PRECONDITION etcdserver: re-configuration failed due to not enough started"
                + " members");
  }

  private static String refused(Refusal refusal) {
    return text(Statuses.of(new Answer.Refused(refusal, "")));
  }

  private static String text(Status status) {
    return status.getCode() + " " + status.getDescription();
  }
}
