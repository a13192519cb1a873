package ds.workbench.testing;

/// How one test ended.
public sealed interface Outcome {

  record Passed() implements Outcome {}

  /// @param message what the assertion or exception said
  /// @param trace where
  record Failed(String message, String trace) implements Outcome {}

  record Skipped(String reason) implements Outcome {}
}
