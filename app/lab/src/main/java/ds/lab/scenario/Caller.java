package ds.lab.scenario;

import ds.core.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A client whose next call somebody can choose who takes a run over.
///
/// It is told by a timer that it never arms, so that what it was told is part of its step. It is
/// told nothing while it waits for an answer.
public interface Caller {

  /// Somebody has chosen what to call now.
  ///
  /// @param operation as for [HistoryFact.Invoked]
  record ChosenCall(Object operation) implements Timer {}

  /// Something to call, and how it is written.
  ///
  /// @param form its name, and what each of the words after it means: `put KEY VALUE`
  /// @param reading the operation with these words; none if one of them does not mean that
  record Usage(String form, Function<List<String>, Optional<Object>> reading) {

    private static final int DIGITS_MAX = 9;

    /// Words that may be any.
    public static Usage of(String form, Function<List<String>, Object> reading) {
      return new Usage(form, words -> Optional.of(reading.apply(words)));
    }

    /// A number as it is written; none if the word is no number, or a very large one.
    public static Optional<Long> number(String word) {
      boolean isNumber = !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
      return isNumber && word.length() <= DIGITS_MAX
          ? Optional.of(Long.parseLong(word))
          : Optional.empty();
    }

    private boolean fits(List<String> words) {
      long count = 1 + form.chars().filter(c -> c == ' ').count();
      return words.size() == count && (form + " ").startsWith(words.getFirst() + " ");
    }
  }

  /// What it can call.
  List<Usage> usages();

  /// The operation that is written with these words, of which there is at least one; none if they
  /// fit no usage.
  default Optional<Object> operation(List<String> words) {
    return usages().stream()
        .filter(it -> it.fits(words))
        .findFirst()
        .flatMap(it -> it.reading().apply(words.subList(1, words.size())));
  }

  /// Whether it waits for no answer.
  boolean isFree();
}
