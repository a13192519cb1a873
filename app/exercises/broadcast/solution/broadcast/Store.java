package broadcast;

import broadcast.Gossip.Entry;
import ds.core.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The values that a server knows, by where they came from.
final class Store {

  private final SortedMap<NodeId, SortedMap<Integer, Entry>> entries = new TreeMap<>();
  private final TreeSet<Long> values = new TreeSet<>();

  boolean hasValue(long value) {
    return values.contains(value);
  }

  boolean has(Entry entry) {
    return of(entry.origin()).containsKey(entry.number());
  }

  /// @return whether the value is new: two servers may have stored the same one
  boolean add(Entry entry) {
    of(entry.origin()).put(entry.number(), entry);
    return values.add(entry.value());
  }

  /// The number of the next value that comes from `origin`.
  int next(NodeId origin) {
    return of(origin).isEmpty() ? 1 : of(origin).lastKey() + 1;
  }

  /// How many values of each origin are here without a gap.
  SortedMap<NodeId, Integer> counts() {
    SortedMap<NodeId, Integer> counts = new TreeMap<>();
    entries.forEach((origin, list) -> counts.put(origin, withoutGap(list)));
    return counts;
  }

  /// All that somebody lacks who has the first so many values of each origin.
  List<Entry> beyond(SortedMap<NodeId, Integer> counts) {
    List<Entry> lacking = new ArrayList<>();
    entries.forEach((origin, list) ->
        lacking.addAll(list.tailMap(counts.getOrDefault(origin, 0) + 1).values()));
    return lacking;
  }

  private static int withoutGap(SortedMap<Integer, Entry> list) {
    int count = 0;
    while (list.containsKey(count + 1)) {
      count++;
    }
    return count;
  }

  private SortedMap<Integer, Entry> of(NodeId origin) {
    return entries.computeIfAbsent(origin, _ -> new TreeMap<>());
  }
}
