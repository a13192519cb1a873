package ds.lab.history;

import ds.lab.history.check.Bounds;
import ds.lab.history.check.Linearizability;
import ds.lab.history.check.SequentialConsistency;
import ds.lab.history.format.HistoryReader;
import ds.lab.history.format.Reading;
import ds.lab.history.format.Vocabulary;
import ds.lab.history.session.Guarantee;
import ds.lab.history.session.SessionGuarantees;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/// A history in a file and its verdicts, for tests that read both.
record Verdicts<S, I, O>(Vocabulary<S, I, O> vocabulary, History<I, O> history) {

  static Verdicts<?, ?, ?> of(String model, List<String> lines) {
    return Vocabulary.all().stream()
        .filter(vocabulary -> vocabulary.name().equals(model))
        .findFirst()
        .map(vocabulary -> of(vocabulary, lines))
        .orElseThrow();
  }

  private static <S, I, O> Verdicts<S, I, O> of(
      Vocabulary<S, I, O> vocabulary, List<String> lines) {
    return switch (HistoryReader.read(vocabulary, lines)) {
      case Reading.Read<I, O>(var history) -> new Verdicts<>(vocabulary, history);
      case Reading.Malformed<I, O> malformed -> throw new AssertionError(malformed);
    };
  }

  Verdict<I, O> linearizable() {
    return Linearizability.check(vocabulary.model(), history, Bounds.USUAL);
  }

  Verdict<I, O> linearizableAsAWhole() {
    return Linearizability.check(vocabulary.whole().model(), history, Bounds.USUAL);
  }

  Verdict<I, O> sequential() {
    return SequentialConsistency.check(vocabulary.model(), history, Bounds.USUAL);
  }

  @SuppressWarnings("unchecked") // a model that has accesses has those of its own operations
  Verdict<I, O> session() {
    return SessionGuarantees.check(
        (Accesses<I, O>) vocabulary.model(), history, EnumSet.allOf(Guarantee.class), Bounds.USUAL);
  }

  static String word(Verdict<?, ?> verdict) {
    return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
