package ds.lab.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.History;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every checker agrees with one that tries every order, on thousands of small histories of every
/// model. There must be many of either verdict: a checker that always passes would agree often.
class AgainstOracleTest {

  private static final int HISTORIES = 3_000;
  private static final int LEAST_OF_EITHER_VERDICT = 100;

  static Stream<Subject<?, ?, ?>> subjects() {
    return Subject.all();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  @DisplayName("linearizable exactly if some order keeps real time, as the order given does")
  <S, I, O> void linearizability(Subject<S, I, O> subject) {
    compare(
        histories(subject, 7),
        history -> Linearizability.check(subject.model(), history),
        history -> Oracle.isLinearizable(subject.model(), history),
        (history, order) -> Oracle.isLinearization(subject.model(), history, order));
  }

  @ParameterizedTest
  @MethodSource("subjects")
  @DisplayName("sequentially consistent exactly if some order keeps that of each client")
  <S, I, O> void sequentialConsistency(Subject<S, I, O> subject) {
    compare(
        histories(subject, 6),
        history -> SequentialConsistency.search(subject.model(), history, Bounds.USUAL),
        history -> Oracle.isSequentiallyConsistent(subject.model(), history),
        (history, order) -> Oracle.isSequentialOrder(subject.model(), history, order));
  }

  private static <S, I, O> Stream<History<I, O>> histories(
      Subject<S, I, O> subject, int operations) {
    var histories = new RandomHistories<>(subject, operations);
    return IntStream.range(0, HISTORIES).mapToObj(i -> histories.next(2 + i % 3, operations));
  }

  private static <I, O> void compare(
      Stream<History<I, O>> histories,
      Function<History<I, O>, Verdict<I, O>> checker,
      Predicate<History<I, O>> oracle,
      BiPredicate<History<I, O>, List<Operation<I, O>>> isExplained) {
    int[] passed = new int[2];
    histories.forEach(history -> {
      boolean isExpected = oracle.test(history);
      passed[isExpected ? 1 : 0]++;
      Verdict<I, O> verdict = checker.apply(history);
      assertThat(verdict.isPass()).as("%s of %s", verdict, history).isEqualTo(isExpected);
      switch (verdict) {
        case Verdict.Pass<I, O>(var order) ->
            assertThat(order)
                .satisfies(o -> assertThat(isExplained.test(history, List.copyOf(o))).isTrue());
        case Verdict.Fail<I, O> fail -> assertThat(fail.prefix()).doesNotContain(fail.culprit());
        case Verdict.Unknown<I, O> unknown -> throw new AssertionError(unknown);
      }
    });
    assertThat(Math.min(passed[0], passed[1])).isGreaterThan(LEAST_OF_EITHER_VERDICT);
  }
}
