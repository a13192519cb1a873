package ds.lab.history.session;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.History;
import ds.lab.history.Verdict;
import ds.lab.history.check.Bounds;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.KeyValueModel.Append;
import ds.lab.history.model.KeyValueModel.Done;
import ds.lab.history.model.KeyValueModel.Get;
import ds.lab.history.model.KeyValueModel.Input;
import ds.lab.history.model.KeyValueModel.Output;
import ds.lab.history.model.KeyValueModel.Put;
import ds.lab.history.model.KeyValueModel.Value;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionGuaranteesTest {

  private final History.Recorder<Input, Output> recorder = History.recorder();
  private long now;

  @Test
  @DisplayName("read your writes: not what was there before the own write")
  void readYourWrites() {
    put("a", "1");
    put("b", "2");
    get("a", "2");
    assertPasses(Guarantee.READ_YOUR_WRITES);
    get("b", "1");
    assertFails(Guarantee.READ_YOUR_WRITES, "b expects read your writes: put x \"2\", then get x");
    assertPasses(Guarantee.MONOTONIC_READS);
  }

  @Test
  @DisplayName("read your writes: not the value that nobody wrote")
  void readInitialAfterWrite() {
    put("a", "1");
    get("b", "");
    assertPasses(Guarantee.READ_YOUR_WRITES);
    get("a", "");
    assertFails(Guarantee.READ_YOUR_WRITES, "put x \"1\", then get x → \"\"");
  }

  @Test
  @DisplayName("monotonic reads: what was seen is not lost sight of")
  void monotonicReads() {
    put("a", "1");
    put("b", "2");
    get("c", "1");
    get("c", "2");
    get("d", "2");
    assertPasses(Guarantee.MONOTONIC_READS);
    get("d", "1");
    assertFails(Guarantee.MONOTONIC_READS, "get x → \"2\", then get x → \"1\"");
  }

  @Test
  @DisplayName("monotonic writes: nobody sees a session's writes the wrong way round")
  void monotonicWrites() {
    put("a", "1");
    put("a", "2");
    get("b", "2");
    get("b", "1");
    assertPasses(Guarantee.MONOTONIC_WRITES);
    assertFails(
        EnumSet.of(Guarantee.MONOTONIC_WRITES, Guarantee.MONOTONIC_READS),
        "a expects monotonic writes: put x \"1\", then put x \"2\"; b expects monotonic reads");
  }

  @Test
  @DisplayName("writes follow reads: an answer is not seen before the question")
  void writesFollowReads() {
    put("a", "question");
    get("b", "question");
    put("b", "answer");
    get("c", "answer");
    get("c", "question");
    assertPasses(Guarantee.WRITES_FOLLOW_READS);
    assertFails(
        EnumSet.of(Guarantee.WRITES_FOLLOW_READS, Guarantee.MONOTONIC_READS),
        "b expects writes follow reads");
  }

  @Test
  @DisplayName("a contradiction may lead over many sessions")
  void longCycle() {
    for (int i = 0; i < 5; i++) {
      put("w" + i, "v" + i);
    }
    for (int i = 0; i < 5; i++) {
      get("r" + i, "v" + i);
      get("r" + i, "v" + (i + 1) % 5);
    }
    assertFails(Guarantee.MONOTONIC_READS, "No order of the writes fits.");
  }

  @Test
  @DisplayName("a write of unknown outcome binds nobody until it is seen")
  void unknown() {
    recorder.unknown(recorder.invoke("a", new Put("x", "1"), now++), now++);
    get("a", "");
    assertPasses(Guarantee.READ_YOUR_WRITES);
    get("b", "1");
    assertPasses(Guarantee.READ_YOUR_WRITES);
  }

  @Test
  @DisplayName("what nobody wrote cannot be read")
  void outOfThinAir() {
    put("a", "1");
    get("b", "2");
    assertFails(Guarantee.MONOTONIC_READS, "get x → \"2\" of b returns what nobody wrote.");
  }

  @Test
  @DisplayName("unknown where a value does not tell who wrote it, unless the rest is wrong already")
  void ambiguous() {
    put("a", "1");
    put("b", "1");
    assertPasses(Guarantee.MONOTONIC_READS);
    get("c", "1");
    assertThat(verdict(EnumSet.allOf(Guarantee.class))).isInstanceOf(Verdict.Unknown.class);
    put("d", "2");
    get("d", "");
    assertFails(EnumSet.allOf(Guarantee.class), "d expects read your writes");
  }

  @Test
  @DisplayName("unknown where appends blur the values")
  void blurred() {
    recorder.ok(recorder.invoke("a", new Append("x", "1"), now++), new Done(), now++);
    get("a", "");
    assertThat(verdict(EnumSet.allOf(Guarantee.class)))
        .isEqualTo(new Verdict.Unknown<>("the values of key x do not tell who wrote them"));
  }

  @Test
  @DisplayName("unknown if more is related than memory allows")
  void bounds() {
    for (int i = 0; i < 100; i++) {
      put("a", "v" + i);
      get("a", "v" + i);
    }
    Bounds bounds = Bounds.USUAL.withBytes(10_000);
    assertThat(
            SessionGuarantees.check(
                new KeyValueModel(),
                recorder.history(),
                EnumSet.of(Guarantee.READ_YOUR_WRITES),
                bounds))
        .isInstanceOf(Verdict.Unknown.class);
  }

  private void put(String process, String value) {
    recorder.ok(recorder.invoke(process, new Put("x", value), now++), new Done(), now++);
  }

  private void get(String process, String value) {
    recorder.ok(recorder.invoke(process, new Get("x"), now++), new Value(value), now++);
  }

  private void assertPasses(Guarantee guarantee) {
    assertThat(verdict(EnumSet.of(guarantee)).isPass()).isTrue();
  }

  private void assertFails(Guarantee guarantee, String reason) {
    assertFails(EnumSet.of(guarantee), reason);
  }

  private void assertFails(Set<Guarantee> guarantees, String reason) {
    assertThat(verdict(guarantees))
        .isInstanceOfSatisfying(
            Verdict.Fail.class, fail -> assertThat(fail.reason()).contains(reason));
  }

  private Verdict<Input, Output> verdict(Set<Guarantee> guarantees) {
    return SessionGuarantees.check(
        new KeyValueModel(), recorder.history(), guarantees, Bounds.USUAL);
  }
}
