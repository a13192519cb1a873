package ds.system.kv.front.watch;

import ds.system.kv.command.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The watchers that keep up, found by a key that has changed.
final class WatchIndex {

  private final Map<Bytes, Set<Watcher>> byKey = new HashMap<>();
  private final Set<Watcher> ranges = new LinkedHashSet<>();
  private int size;

  int size() {
    return size;
  }

  void add(Watcher watcher) {
    boolean added =
        watcher.wish().keys().isSingle()
            ? byKey
                .computeIfAbsent(watcher.wish().keys().key(), _ -> new LinkedHashSet<>())
                .add(watcher)
            : ranges.add(watcher);
    size += added ? 1 : 0;
  }

  void remove(Watcher watcher) {
    Bytes key = watcher.wish().keys().key();
    if (!watcher.wish().keys().isSingle()) {
      size -= ranges.remove(watcher) ? 1 : 0;
      return;
    }
    Set<Watcher> together = byKey.get(key);
    if (together != null && together.remove(watcher)) {
      size--;
      if (together.isEmpty()) {
        byKey.remove(key);
      }
    }
  }

  void forEach(Bytes key, Consumer<Watcher> action) {
    Set<Watcher> together = byKey.get(key);
    if (together != null) {
      together.forEach(action);
    }
    for (Watcher watcher : ranges) {
      if (watcher.wish().keys().contains(key)) {
        action.accept(watcher);
      }
    }
  }

  Collection<Watcher> all() {
    List<Watcher> all = new ArrayList<>(size);
    byKey.values().forEach(all::addAll);
    all.addAll(ranges);
    return all;
  }
}
