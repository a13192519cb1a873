package ds.lab.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.History;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.KeyValueModel.Done;
import ds.lab.history.model.KeyValueModel.Get;
import ds.lab.history.model.KeyValueModel.Input;
import ds.lab.history.model.KeyValueModel.Output;
import ds.lab.history.model.KeyValueModel.Put;
import ds.lab.history.model.KeyValueModel.Value;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SequentialConsistencyTest {

  private final History.Recorder<Input, Output> recorder = History.recorder();
  private long now;

  @Test
  @DisplayName("a stale read of another client is allowed, though it is not linearizable")
  void staleRead() {
    put("a", "x", "1");
    get("b", "x", "");
    get("b", "x", "1");
    assertThat(linearizable().isPass()).isFalse();
    assertThat(verdict().isPass()).isTrue();
  }

  @Test
  @DisplayName("a stale read of one's own write is not")
  void ownWrite() {
    put("a", "x", "1");
    get("a", "x", "");
    assertThat(verdict())
        .isInstanceOfSatisfying(
            Verdict.Fail.class,
            fail ->
                assertThat(fail.reason())
                    .isEqualTo(
                        "at the end of the longest legal order key x held \"1\", and no client can"
                            + " go on with what is next for it: a with get x → \"\"."));
  }

  @Test
  @DisplayName("each key may be consistent alone, and both together not (Herlihy and Wing, §3.2)")
  void notLocal() {
    put("a", "x", "1");
    get("a", "y", "");
    put("b", "y", "1");
    get("b", "x", "");
    assertThat(verdict().isPass()).isFalse();
  }

  @Test
  @DisplayName("a write of unknown outcome takes effect after what its client did before")
  void unknown() {
    put("a", "x", "1");
    recorder.unknown(recorder.invoke("a", new Put("y", "1"), now++), now++);
    get("b", "y", "1");
    get("b", "x", "1");
    assertThat(verdict().isPass()).isTrue();
    put("b", "z", "1");
    get("c", "z", "1");
    get("c", "x", "");
    assertThat(verdict().isPass()).isFalse();
  }

  @Test
  @DisplayName("the order of a pass keeps that of each client")
  void order() {
    put("a", "x", "1");
    get("b", "x", "");
    var pass = (Verdict.Pass<Input, Output>) verdict();
    assertThat(pass.order()).extracting(Operation::process).containsExactly("b", "a");
  }

  @Test
  @DisplayName("a search that reaches a bound ends with unknown")
  void bounds() {
    for (String client : new String[] {"a", "b", "c", "d", "e", "f"}) {
      for (int i = 0; i < 6; i++) {
        put(client, client, client + i);
      }
    }
    get("r", "a", "never written");
    Bounds bounds = Bounds.USUAL.withSteps(5_000);
    assertThat(SequentialConsistency.check(new KeyValueModel(), recorder.history(), bounds))
        .isInstanceOf(Verdict.Unknown.class);
  }

  private void put(String process, String key, String value) {
    recorder.ok(recorder.invoke(process, new Put(key, value), now++), new Done(), now++);
  }

  private void get(String process, String key, String value) {
    recorder.ok(recorder.invoke(process, new Get(key), now++), new Value(value), now++);
  }

  private Verdict<Input, Output> verdict() {
    return SequentialConsistency.check(new KeyValueModel(), recorder.history());
  }

  private Verdict<Input, Output> linearizable() {
    return Linearizability.check(new KeyValueModel(), recorder.history());
  }
}
