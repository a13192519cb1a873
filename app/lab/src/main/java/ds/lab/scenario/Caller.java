package ds.lab.scenario;

import ds.core.Timer;
import java.util.List;
import java.util.Optional;

/// A client whose next call somebody can choose who takes a run over.
///
/// It is told by a timer that it never arms, so that what it was told is part of its step. It is
/// told nothing while it waits for an answer.
public interface Caller {

  /// Somebody has chosen what to call now.
  ///
  /// @param operation as for [HistoryFact.Invoked]
  record ChosenCall(Object operation) implements Timer {}

  /// What it can call, as it is written: `put KEY VALUE`.
  List<String> usages();

  /// The operation that is written with these words, of which there is at least one; none if they
  /// fit no usage.
  Optional<Object> operation(List<String> words);

  /// Whether it waits for no answer.
  boolean isFree();
}
