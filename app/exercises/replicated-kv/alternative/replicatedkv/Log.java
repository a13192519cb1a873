package replicatedkv;

import ds.core.Check;
import java.util.ArrayList;
import java.util.List;

/// The entries after a snapshot. Indexes begin at 1; a snapshot at index 0 is that of an empty log.
final class Log {

  private Saved.Snapshot snapshot = new Saved.Snapshot(0, 0, Store.State.NONE);
  private final List<Entry> entries = new ArrayList<>();

  Saved.Snapshot snapshot() {
    return snapshot;
  }

  long lastIndex() {
    return snapshot.index() + entries.size();
  }

  long lastTerm() {
    return term(lastIndex());
  }

  /// The term of the entry at `index`, which is the snapshot's or a later one; -1 beyond the end.
  long term(long index) {
    if (index > lastIndex()) {
      return -1;
    }
    return index == snapshot.index() ? snapshot.term() : entry(index).term();
  }

  Entry entry(long index) {
    return entries.get((int) (index - snapshot.index() - 1));
  }

  List<Entry> after(long index) {
    return List.copyOf(entries.subList((int) (index - snapshot.index()), entries.size()));
  }

  /// Puts an entry at its place and forgets what stood there and after it.
  void put(long index, Entry entry) {
    Check.that(
        snapshot.index() < index && index <= lastIndex() + 1,
        "entry " + index + " does not follow entry " + lastIndex());
    entries.subList((int) (index - snapshot.index() - 1), entries.size()).clear();
    entries.add(entry);
  }

  /// The first index of the term that stands at `index`, as far as the entries reach back.
  long firstOfTerm(long index) {
    long first = index;
    while (first - 1 > snapshot.index() && term(first - 1) == term(index)) {
      first--;
    }
    return first;
  }

  /// Replaces the entries up to the snapshot's index by it. Those after it remain if they continue
  /// it (§7).
  void compact(Saved.Snapshot newer) {
    boolean isContinued = term(newer.index()) == newer.term();
    List<Entry> rest = isContinued ? after(newer.index()) : List.of();
    entries.clear();
    entries.addAll(rest);
    snapshot = newer;
  }
}
