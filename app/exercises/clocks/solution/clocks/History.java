package clocks;

import ds.core.NodeId;
import ds.exercise.clocks.Logged;
import ds.exercise.clocks.Logged.Heard;
import ds.exercise.clocks.Logged.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A log in order, each line stamped with a vector.
final class History {

  private final List<Logged> order = new ArrayList<>();

  /// By node, its lines in order, and by line what it had in its past: by node, up to which line.
  private final SortedMap<NodeId, List<SortedMap<NodeId, Integer>>> pasts = new TreeMap<>();

  private final Map<Long, Logged> sendings = new TreeMap<>();

  History(List<Logged> log) {
    List<Logged> left = new ArrayList<>(log);
    while (!left.isEmpty()) {
      int before = left.size();
      left.removeIf(line -> happens(line));
      if (left.size() == before) {
        throw new IllegalStateException("nothing can happen next of " + left);
      }
    }
  }

  List<Logged> order() {
    return List.copyOf(order);
  }

  boolean isBefore(Logged first, Logged second) {
    return past(second).getOrDefault(first.node(), 0) >= first.index() && !first.equals(second);
  }

  /// Lets a line be the next one, if everything that must come before it has.
  private boolean happens(Logged line) {
    List<SortedMap<NodeId, Integer>> own =
        pasts.computeIfAbsent(line.node(), _ -> new ArrayList<>());
    Optional<Logged> sending = sending(line);
    if (line.index() != own.size() + 1 || (line instanceof Heard && sending.isEmpty())) {
      return false;
    }
    SortedMap<NodeId, Integer> past = new TreeMap<>();
    if (!own.isEmpty()) {
      past.putAll(own.getLast());
    }
    sending.ifPresent(it -> past(it).forEach((node, index) -> past.merge(node, index, Math::max)));
    past.put(line.node(), line.index());
    own.add(past);
    order.add(line);
    if (line instanceof Sent sent) {
      sendings.put(sent.note(), line);
    }
    return true;
  }

  private Optional<Logged> sending(Logged line) {
    return line instanceof Heard heard
        ? Optional.ofNullable(sendings.get(heard.note()))
        : Optional.empty();
  }

  private SortedMap<NodeId, Integer> past(Logged line) {
    return pasts.get(line.node()).get(line.index() - 1);
  }
}
