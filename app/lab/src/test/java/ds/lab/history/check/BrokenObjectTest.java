package ds.lab.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.History;
import ds.lab.history.Verdict;
import ds.lab.history.model.Bindings;
import ds.lab.history.model.KeyValueModel;
import ds.lab.history.model.LockModel;
import ds.lab.history.model.LogModel;
import ds.lab.history.model.QueueModel;
import ds.lab.history.model.RegisterModel;
import ds.lab.history.model.SetModel;
import ds.lab.history.model.VersionedKeyValueModel;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Objects with one bug each. The checker must catch every bug, and soon.
class BrokenObjectTest {

  private static final int HISTORIES_MAX = 200;

  /// @param bug what is wrong with it
  /// @param keeps the state that it goes on with, instead of the right one
  record Broken<S, I, O>(String bug, Subject<S, I, O> subject, Change<S, I> keeps) {

    interface Change<S, I> {
      S after(S before, S right, I input);
    }

    @Override
    public String toString() {
      return bug;
    }
  }

  static Stream<Broken<?, ?, ?>> broken() {
    return Stream.of(
        new Broken<>(
            "a register that loses every write of 2",
            Subject.register(),
            (before, right, input) -> input.equals(new RegisterModel.Write("2")) ? before : right),
        new Broken<>(
            "a compare-and-set that writes though it answers mismatch",
            Subject.register(),
            (before, right, input) ->
                input instanceof RegisterModel.CompareAndSet(_, var value)
                    ? RegisterModel.Value.of(value)
                    : right),
        new Broken<>(
            "an append that is applied twice, as by a retry without sessions",
            Subject.keyValue(),
            (before, right, input) ->
                input instanceof KeyValueModel.Append append
                    ? new KeyValueModel().unseen(right, append)
                    : right),
        new Broken<>(
            "a delete that forgets the other keys as well",
            Subject.keyValue(),
            (before, right, input) ->
                input instanceof KeyValueModel.Delete ? Bindings.empty() : right),
        new Broken<>(
            "a conditional put that ignores the condition",
            Subject.versioned(),
            (before, right, input) ->
                input instanceof VersionedKeyValueModel.Put(var key, var value, var version)
                    ? right.with(key, new VersionedKeyValueModel.Value(value, version + 1))
                    : right),
        new Broken<>(
            "a lock that anybody can release",
            Subject.lock(),
            (before, right, input) ->
                input instanceof LockModel.Release(var lock, _) ? right.without(lock) : right),
        new Broken<>(
            "a queue that delivers twice",
            Subject.queue(),
            (before, right, input) -> input instanceof QueueModel.Dequeue ? before : right),
        new Broken<>(
            "a queue that is a stack",
            Subject.queue(),
            (before, right, input) ->
                input instanceof QueueModel.Enqueue
                    ? Stream.concat(right.stream().skip(right.size() - 1L), before.stream())
                        .toList()
                    : right),
        new Broken<>(
            "a set that forgets what was in it when something is added",
            Subject.set(),
            (before, right, input) ->
                input instanceof SetModel.Add(var element)
                    ? new SetModel.Elements(List.of(element))
                    : right),
        new Broken<>(
            "a log that drops an entry when two are alike",
            Subject.log(),
            (before, right, input) ->
                input instanceof LogModel.Append(var entry) && before.contains(entry)
                    ? before
                    : right));
  }

  @ParameterizedTest
  @MethodSource("broken")
  @DisplayName("caught:")
  <S, I, O> void caught(Broken<S, I, O> broken) {
    var random = new Random(1);
    boolean isCaught =
        Stream.generate(() -> history(broken, random))
            .limit(HISTORIES_MAX)
            .map(history -> Linearizability.check(broken.subject().model(), history))
            .anyMatch(Verdict.Fail.class::isInstance);
    assertThat(isCaught).isTrue();
  }

  private static <S, I, O> History<I, O> history(Broken<S, I, O> broken, Random random) {
    Subject<S, I, O> subject = broken.subject();
    History.Recorder<I, O> recorder = History.recorder();
    S state = subject.model().initial();
    for (int i = 0; i < 12; i++) {
      I input = subject.inputs().get(random.nextInt(subject.inputs().size()));
      int call = recorder.invoke("c", input, i);
      recorder.ok(call, subject.answer(state, input), i);
      state = broken.keeps().after(state, subject.model().unseen(state, input), input);
    }
    return recorder.history();
  }
}
