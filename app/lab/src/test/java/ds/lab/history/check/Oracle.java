package ds.lab.history.check;

import ds.lab.history.History;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/// Judges a small history by trying every order that a property permits, and nothing else: no
/// parts, no memory, no tricks.
final class Oracle<S, I, O> {

  private final Model<S, I, O> model;

  /// Whether the first operation has to stand before the second.
  private final BiPredicate<Operation<I, O>, Operation<I, O>> precedes;

  private Oracle(Model<S, I, O> model, BiPredicate<Operation<I, O>, Operation<I, O>> precedes) {
    this.model = model;
    this.precedes = precedes;
  }

  static <S, I, O> boolean isLinearizable(Model<S, I, O> model, History<I, O> history) {
    return new Oracle<>(model, Operation<I, O>::precedes)
        .hasOrder(model.initial(), history.operations());
  }

  static <S, I, O> boolean isSequentiallyConsistent(Model<S, I, O> model, History<I, O> history) {
    return new Oracle<>(model, Oracle::<I, O>isEarlierInItsSession)
        .hasOrder(model.initial(), history.operations());
  }

  /// Whether `order` explains the history under the model and keeps real time.
  static <S, I, O> boolean isLinearization(
      Model<S, I, O> model, History<I, O> history, List<Operation<I, O>> order) {
    return new Oracle<>(model, Operation<I, O>::precedes).explains(history, order);
  }

  /// Whether `order` explains the history under the model and keeps each client's own order.
  static <S, I, O> boolean isSequentialOrder(
      Model<S, I, O> model, History<I, O> history, List<Operation<I, O>> order) {
    return new Oracle<>(model, Oracle::<I, O>isEarlierInItsSession).explains(history, order);
  }

  private static <I, O> boolean isEarlierInItsSession(
      Operation<I, O> earlier, Operation<I, O> later) {
    return earlier.process().equals(later.process()) && earlier.precedes(later);
  }

  private boolean hasOrder(S state, List<Operation<I, O>> left) {
    if (left.stream().allMatch(Operation::isUnknown)) {
      return true;
    }
    for (Operation<I, O> next : left) {
      if (left.stream().noneMatch(other -> precedes.test(other, next))) {
        List<Operation<I, O>> rest = new ArrayList<>(left);
        rest.remove(next);
        if (next(state, next).stream().anyMatch(then -> hasOrder(then, rest))) {
          return true;
        }
      }
    }
    return false;
  }

  private List<S> next(S state, Operation<I, O> operation) {
    return operation
        .output()
        .map(output -> model.step(state, operation.input(), output).stream().toList())
        .orElseGet(() -> List.of(model.unseen(state, operation.input())));
  }

  private boolean explains(History<I, O> history, List<Operation<I, O>> order) {
    S state = model.initial();
    for (int i = 0; i < order.size(); i++) {
      Operation<I, O> operation = order.get(i);
      List<S> next = next(state, operation);
      if (next.isEmpty()
          || order.subList(i + 1, order.size()).stream()
              .anyMatch(later -> precedes.test(later, operation) || later.equals(operation))) {
        return false;
      }
      state = next.getFirst();
    }
    return history.operations().stream().allMatch(o -> o.isUnknown() || order.contains(o));
  }
}
