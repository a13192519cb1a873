package ds.lab.history.session;

import ds.lab.history.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is known about which versions are older than which. Some order of the writes fits all that
/// is known exactly if there is no cycle.
final class VersionOrder<I, O> {

  /// The version that nobody wrote, which is the oldest.
  static final int INITIAL = -1;

  private final Map<Integer, Map<Integer, Reason<I, O>>> newer = new LinkedHashMap<>();
  private int size;

  /// Two operations of one session, and which guarantee makes the version of the first older.
  record Reason<I, O>(Guarantee guarantee, Operation<I, O> earlier, Operation<I, O> later) {}

  /// A version is the number of the operation that wrote it, or [#INITIAL].
  void add(int older, int younger, Reason<I, O> reason) {
    Map<Integer, Reason<I, O>> known = newer.computeIfAbsent(older, _ -> new LinkedHashMap<>());
    if (known.putIfAbsent(younger, reason) == null) {
      size++;
    }
  }

  int size() {
    return size;
  }

  /// Why no order fits: reasons that lead from a version around to itself. Empty if one does.
  List<Reason<I, O>> contradiction() {
    for (var versions : newer.entrySet()) {
      for (var version : versions.getValue().entrySet()) {
        int older = versions.getKey();
        int younger = version.getKey();
        if (younger == INITIAL || younger == older) {
          return List.of(version.getValue());
        }
        Map<Integer, Reason<I, O>> back = newer.getOrDefault(younger, Map.of());
        if (back.containsKey(older)) {
          return List.of(version.getValue(), back.get(older));
        }
      }
    }
    return cycle();
  }

  private List<Reason<I, O>> cycle() {
    Set<Integer> finished = new HashSet<>();
    for (Integer start : newer.keySet()) {
      List<Reason<I, O>> found = cycleFrom(start, finished);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Reason<I, O>> cycleFrom(Integer start, Set<Integer> finished) {
    Deque<Visit<I, O>> path = new ArrayDeque<>();
    Map<Integer, Integer> depths = new HashMap<>();
    enter(start, List.of(), path, depths, finished);
    while (!path.isEmpty()) {
      Visit<I, O> visit = path.getLast();
      if (visit.rest.isEmpty()) {
        path.removeLast();
        depths.remove(visit.version);
        finished.add(visit.version);
        continue;
      }
      var next = visit.rest.removeFirst();
      Integer depth = depths.get(next.getKey());
      if (depth != null) {
        List<Reason<I, O>> cycle = new ArrayList<>();
        path.stream().skip(depth + 1L).forEach(step -> cycle.addAll(step.reason));
        cycle.add(next.getValue());
        return cycle;
      }
      enter(next.getKey(), List.of(next.getValue()), path, depths, finished);
    }
    return List.of();
  }

  private void enter(
      Integer version,
      List<Reason<I, O>> reason,
      Deque<Visit<I, O>> path,
      Map<Integer, Integer> depths,
      Set<Integer> finished) {
    if (!finished.contains(version)) {
      depths.put(version, path.size());
      var rest = newer.getOrDefault(version, Collections.emptyMap()).entrySet();
      path.addLast(new Visit<>(version, reason, new ArrayDeque<>(rest)));
    }
  }

  private record Visit<I, O>(
      Integer version, List<Reason<I, O>> reason, Deque<Map.Entry<Integer, Reason<I, O>>> rest) {}
}
