package ds.lab.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.History;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.RegisterModel;
import ds.lab.history.model.RegisterModel.CompareAndSet;
import ds.lab.history.model.RegisterModel.Done;
import ds.lab.history.model.RegisterModel.Input;
import ds.lab.history.model.RegisterModel.Output;
import ds.lab.history.model.RegisterModel.Read;
import ds.lab.history.model.RegisterModel.Value;
import ds.lab.history.model.RegisterModel.Write;
import ds.lab.history.model.WholeModel;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {

  private final History.Recorder<Input, Output> recorder = History.recorder();
  private long now;

  @Test
  @DisplayName("nothing is linearizable")
  void empty() {
    assertThat(verdict().isPass()).isTrue();
  }

  @Test
  @DisplayName("a read sees the old or the new value while the write is under way")
  void overlap() {
    int write = invoke("a", new Write("1"));
    ok(invoke("b", new Read()), Value.of("0"));
    ok(invoke("c", new Read()), Value.of("1"));
    ok(write, new Done());
    assertThat(verdict().isPass()).isTrue();
  }

  @Test
  @DisplayName("a read does not see an old value once another has seen the new one")
  void newOldInversion() {
    int write = invoke("a", new Write("1"));
    ok(invoke("b", new Read()), Value.of("1"));
    ok(invoke("c", new Read()), Value.of("0"));
    ok(write, new Done());
    assertThat(failure().culprit().process()).isEqualTo("c");
    assertThat(failure().prefix()).extracting(Operation::process).containsExactly("a", "b");
    assertThat(failure().reason())
        .isEqualTo(
            "read → 0 of c has no place: whatever the legal order of the others,"
                + " until it returned, the register held 1.");
  }

  @Test
  @DisplayName("a write of unknown outcome may take effect long after")
  void lateEffect() {
    recorder.unknown(invoke("a", new Write("1")), now);
    ok(invoke("b", new Read()), Value.of("0"));
    ok(invoke("b", new Write("2")), new Done());
    ok(invoke("b", new Read()), Value.of("1"));
    assertThat(verdict().isPass()).isTrue();
  }

  @Test
  @DisplayName("a write of unknown outcome may never take effect, and takes effect once at most")
  void noEffectTwice() {
    recorder.unknown(invoke("a", new Write("1")), now);
    ok(invoke("b", new Write("2")), new Done());
    ok(invoke("b", new Read()), Value.of("2"));
    assertThat(verdict().isPass()).isTrue();
    ok(invoke("b", new Read()), Value.of("1"));
    ok(invoke("b", new Write("3")), new Done());
    assertThat(verdict().isPass()).isTrue();
    ok(invoke("b", new Read()), Value.of("1"));
    assertThat(failure().culprit().id()).isEqualTo(5);
  }

  @Test
  @DisplayName("a write of unknown outcome does not take effect before its invocation")
  void noEffectBefore() {
    ok(invoke("b", new Read()), Value.of("1"));
    recorder.unknown(invoke("a", new Write("1")), now);
    assertThat(failure().culprit().id()).isZero();
  }

  @Test
  @DisplayName("the order of a pass names the operations of unknown outcome that it needs, only")
  void neededOnly() {
    recorder.unknown(invoke("a", new Write("1")), now);
    recorder.unknown(invoke("b", new CompareAndSet("1", "2")), now);
    recorder.unknown(invoke("c", new Write("3")), now);
    ok(invoke("d", new Read()), Value.of("2"));
    assertThat(((Verdict.Pass<Input, Output>) verdict()).order())
        .extracting(Operation::process)
        .containsExactly("a", "b", "d");
  }

  @Test
  @DisplayName("the parts' orders are merged into one that keeps real time")
  void merged() {
    History<KeyValueModel.Input, KeyValueModel.Output> history = twoKeys(40);
    var model = new KeyValueModel();
    var pass =
        (Verdict.Pass<KeyValueModel.Input, KeyValueModel.Output>)
            Linearizability.check(model, history);
    assertThat(Oracle.isLinearization(new WholeModel<>(model), history, pass.order())).isTrue();
  }

  @Test
  @DisplayName("a search that reaches a bound ends with unknown, always at the same step")
  void bounds() {
    History<Input, Output> hard = manyWritesAndAnImpossibleRead(12);
    assertThat(check(hard, Bounds.USUAL)).isInstanceOf(Verdict.Fail.class);
    assertThat(check(hard, Bounds.USUAL.withSteps(1_000)))
        .isEqualTo(new Verdict.Unknown<>("the search needs more than 1000 steps"));
    assertThat(check(hard, Bounds.USUAL.withBytes(100_000)))
        .isEqualTo(new Verdict.Unknown<>("the search needs more than 100000 bytes of memory"));
    assertThat(check(hard, Bounds.USUAL.until(() -> true)))
        .isEqualTo(new Verdict.Unknown<>("time ran out after 4096 steps"));
    assertThat(check(hard, Bounds.USUAL.withSteps(1_000)).isPass()).isFalse();
  }

  @Test
  @DisplayName(
      "a long history without much overlap is judged within a few steps for each operation")
  void longHistory() {
    for (int i = 0; i < 50_000; i++) {
      int write = invoke("a", new Write("v" + i % 100));
      int read = invoke("b", new Read());
      ok(write, new Done());
      ok(read, Value.of("v" + i % 100));
    }
    assertThat(check(recorder.history(), Bounds.USUAL.withSteps(200_000)).isPass()).isTrue();
  }

  @Test
  @DisplayName("more clients than bits in a word")
  void manyClients() {
    int[] writes = new int[200];
    for (int i = 0; i < writes.length; i++) {
      writes[i] = invoke("w" + i, new Write("v" + i));
    }
    ok(invoke("r", new Read()), Value.of("v150"));
    ok(invoke("r", new Read()), Value.of("v7"));
    for (int i = 0; i < writes.length; i++) {
      ok(writes[i], new Done());
    }
    assertThat(check(recorder.history(), Bounds.USUAL.withSteps(10_000)).isPass()).isTrue();
  }

  private History<KeyValueModel.Input, KeyValueModel.Output> twoKeys(int operations) {
    return new RandomHistories<>(Subject.keyValue(), 99).honest(4, operations);
  }

  private History<Input, Output> manyWritesAndAnImpossibleRead(int writes) {
    var random = new Random(1);
    List<Integer> calls =
        random.ints(writes, 0, 1_000).mapToObj(v -> invoke("w" + v, new Write("v" + v))).toList();
    calls.forEach(call -> ok(call, new Done()));
    ok(invoke("r", new Read()), Value.of("never written"));
    return recorder.history();
  }

  private int invoke(String process, Input input) {
    return recorder.invoke(process, input, now++);
  }

  private void ok(int call, Output output) {
    recorder.ok(call, output, now++);
  }

  private Verdict<Input, Output> verdict() {
    return check(recorder.history(), Bounds.USUAL);
  }

  private Verdict.Fail<Input, Output> failure() {
    return (Verdict.Fail<Input, Output>) verdict();
  }

  private static Verdict<Input, Output> check(History<Input, Output> history, Bounds bounds) {
    return Linearizability.check(RegisterModel.holding("0"), history, bounds);
  }
}
