package ds.lab.history.format;

import ds.lab.history.History;

/// What came of reading a file.
public sealed interface Reading<I, O> {

  record Read<I, O>(History<I, O> history) implements Reading<I, O> {}

  /// @param line counted from 1
  /// @param found what stands there
  /// @param expected what should
  record Malformed<I, O>(int line, String found, String expected) implements Reading<I, O> {}
}
