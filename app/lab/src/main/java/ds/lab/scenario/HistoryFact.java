package ds.lab.scenario;

import ds.core.Fact;

/// What a client states about its operations; a run takes down its history from these facts. A
/// client waits for one operation at a time.
public sealed interface HistoryFact extends Fact {

  /// The client calls.
  ///
  /// @param operation a record that the scenario's model understands as an input
  record Invoked(Object operation) implements HistoryFact {}

  /// The client has its answer.
  ///
  /// @param result a record that the scenario's model understands as an output
  record Returned(Object result) implements HistoryFact {}

  /// The operation has not taken effect and never will.
  record Failed() implements HistoryFact {}

  /// The client stops waiting: the operation may take effect, now or later, or never.
  record Abandoned() implements HistoryFact {}
}
