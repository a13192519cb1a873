package ds.lab.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HistoryTest {

  private final History.Recorder<String, String> recorder = History.recorder();

  @Test
  @DisplayName("an operation spans from its invocation to its answer")
  void answered() {
    int first = recorder.invoke("a", "write 1", 10);
    int second = recorder.invoke("b", "read", 11);
    recorder.ok(first, "done", 12);
    recorder.ok(second, "1", 15);
    List<Operation<String, String>> operations = recorder.history().operations();
    assertThat(operations.getFirst())
        .isEqualTo(
            new Operation<>(
                0, "a", "write 1", Optional.of("done"), new Operation.Span(0, 2, 10, 12)));
    assertThat(operations.getLast().precedes(operations.getFirst())).isFalse();
  }

  @Test
  @DisplayName("an operation without an end has an unknown outcome and precedes nothing")
  void unanswered() {
    int lost = recorder.invoke("a", "write 1", 1);
    recorder.unknown(lost, 5);
    recorder.invoke("a", "write 2", 6);
    List<Operation<String, String>> operations = recorder.history().operations();
    assertThat(operations).allMatch(Operation::isUnknown);
    assertThat(operations.getFirst().precedes(operations.getLast())).isFalse();
    assertThat(operations).extracting(o -> o.span().returnedAt()).containsExactly(5L, 6L);
  }

  @Test
  @DisplayName("an operation that failed for certain is not in the history")
  void failed() {
    recorder.fail(recorder.invoke("a", "write 1", 1));
    recorder.invoke("a", "write 2", 2);
    assertThat(recorder.history().operations())
        .singleElement()
        .satisfies(o -> assertThat(o.input()).isEqualTo("write 2"))
        .satisfies(o -> assertThat(o.id()).isZero());
  }

  @Test
  @DisplayName("a history can be taken at any time, and goes on")
  void snapshot() {
    int write = recorder.invoke("a", "write 1", 1);
    assertThat(recorder.history().operations()).allMatch(Operation::isUnknown);
    recorder.ok(write, "done", 2);
    assertThat(recorder.history().operations()).noneMatch(Operation::isUnknown);
  }

  @Test
  @DisplayName("what is not well-formed cannot be recorded")
  void malformed() {
    int call = recorder.invoke("a", "read", 5);
    assertThatThrownBy(() -> recorder.invoke("a", "read", 6)).hasMessageContaining("one operation");
    assertThatThrownBy(() -> recorder.ok(call, "1", 4)).hasMessageContaining("order of time");
    assertThatThrownBy(() -> recorder.ok(7, "1", 6)).hasMessageContaining("after its invocation");
    recorder.ok(call, "1", 6);
    assertThatThrownBy(() -> recorder.unknown(call, 7)).hasMessageContaining("ends once");
  }
}
