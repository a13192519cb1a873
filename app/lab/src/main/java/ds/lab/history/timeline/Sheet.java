package ds.lab.history.timeline;

import ds.lab.history.History;
import ds.lab.history.Operation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which operations are drawn, and where.
///
/// @param drawn the operations, in the order of invocation
/// @param clients the rows from top to bottom
/// @param rows the row of each client
/// @param first the event at the left edge
/// @param last the event at the right edge
record Sheet<I, O>(
    List<Operation<I, O>> drawn,
    List<String> clients,
    Map<String, Integer> rows,
    int first,
    int last) {

  /// More bars than this make a browser slow. Of a longer history the stretch up to the culprit is
  /// drawn, and a little beyond it; without a culprit, the beginning.
  private static final int OPERATIONS_MAX = 6_000;

  private static final int BEYOND_CULPRIT = OPERATIONS_MAX / 10;

  static <I, O> Sheet<I, O> of(History<I, O> history, Optional<Operation<I, O>> culprit) {
    List<Operation<I, O>> all = history.operations();
    int end = Math.min(all.size(), culprit.map(Operation::id).orElse(0) + BEYOND_CULPRIT);
    int from = Math.max(0, end - OPERATIONS_MAX);
    List<Operation<I, O>> drawn = all.subList(from, Math.min(all.size(), from + OPERATIONS_MAX));
    List<String> clients =
        drawn.stream()
            .map(Operation::process)
            .distinct()
            .sorted(
                Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
            .toList();
    Map<String, Integer> rows = new HashMap<>();
    clients.forEach(client -> rows.put(client, rows.size()));
    int first = drawn.isEmpty() ? 0 : drawn.getFirst().span().invoked();
    int last =
        drawn.stream()
            .mapToInt(o -> o.isUnknown() ? o.span().invoked() : o.span().returned())
            .max()
            .orElse(0);
    return new Sheet<>(drawn, clients, rows, first, last + 1);
  }

  int row(Operation<I, O> operation) {
    return rows.getOrDefault(operation.process(), 0);
  }

  /// Where a bar begins.
  int from(Operation<I, O> operation) {
    return operation.span().invoked() - first;
  }

  /// Where a bar ends: at the edge, if nobody knows.
  int to(Operation<I, O> operation) {
    return Math.min(operation.span().returned(), last) - first;
  }

  int width() {
    return last - first;
  }
}
