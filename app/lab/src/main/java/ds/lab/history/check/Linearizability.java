package ds.lab.history.check;

import ds.lab.history.History;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Linearizability: every operation seems to take effect at one moment between its invocation and
/// its answer (Herlihy and Wing 1990).
///
/// Parts that do not concern each other are judged one by one, which is exact for this property and
/// much cheaper. The first part without a legal order decides; it also decides over a part that
/// could not be judged within the bounds.
public final class Linearizability {

  private Linearizability() {}

  public static <S, I, O> Verdict<I, O> check(Model<S, I, O> model, History<I, O> history) {
    return check(model, history, Bounds.USUAL);
  }

  public static <S, I, O> Verdict<I, O> check(
      Model<S, I, O> model, History<I, O> history, Bounds bounds) {
    var meter = new Meter(bounds);
    List<List<Operation<I, O>>> orders = new ArrayList<>();
    List<Verdict<I, O>> unknown = new ArrayList<>();
    for (List<Operation<I, O>> part : parts(model, history)) {
      Verdict<I, O> verdict = new LinearizationSearch<>(model, part, meter).run();
      switch (verdict) {
        case Verdict.Pass<I, O>(var order) -> orders.add(order);
        case Verdict.Fail<I, O> _ -> {
          return verdict;
        }
        case Verdict.Unknown<I, O> _ -> unknown.add(verdict);
      }
    }
    return unknown.isEmpty() ? new Verdict.Pass<>(merge(orders)) : unknown.getFirst();
  }

  private static <I, O> Iterable<List<Operation<I, O>>> parts(
      Model<?, I, O> model, History<I, O> history) {
    Map<Object, List<Operation<I, O>>> parts = new LinkedHashMap<>();
    for (Operation<I, O> operation : history.operations()) {
      parts.computeIfAbsent(model.part(operation.input()), _ -> new ArrayList<>()).add(operation);
    }
    return parts.values();
  }

  /// One order for all parts: each operation takes effect as soon as it was called and those before
  /// it in its part have taken effect, which is before it returned.
  private static <I, O> List<Operation<I, O>> merge(List<List<Operation<I, O>>> orders) {
    if (orders.size() == 1) {
      return orders.getFirst();
    }
    List<Placed<I, O>> placed = new ArrayList<>();
    for (List<Operation<I, O>> order : orders) {
      int moment = 0;
      for (Operation<I, O> operation : order) {
        moment = Math.max(moment, operation.span().invoked());
        placed.add(new Placed<>(moment, operation));
      }
    }
    placed.sort(Comparator.comparingInt(Placed::moment));
    return placed.stream().map(Placed::operation).toList();
  }

  private record Placed<I, O>(int moment, Operation<I, O> operation) {}
}
