package ds.system.kv.store.versions;

import ds.core.Check;
import ds.system.kv.command.KeyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All changes since the last compaction, in the order in which they were made.
///
/// It shares the versions with the histories of the keys, so a change costs one reference here.
final class ChangeLog {

  /// Large enough that there are few, small enough that a new one is not felt.
  private static final int CHUNK = 4_096;

  private final List<KeyValue[]> chunks = new ArrayList<>();

  /// Entries at the beginning of the first chunk that are gone.
  private int gone;

  private int size;

  int size() {
    return size;
  }

  void add(KeyValue change) {
    int position = gone + size;
    if (position == chunks.size() * CHUNK) {
      chunks.add(new KeyValue[CHUNK]);
    }
    chunks.get(position / CHUNK)[position % CHUNK] = change;
    size++;
  }

  KeyValue get(int index) {
    Check.that(index < size, "a change has an index below the size");
    int position = gone + index;
    return chunks.get(position / CHUNK)[position % CHUNK];
  }

  /// The index of the first change that is not older than `revision`; the size if there is none.
  int indexOf(long revision) {
    int low = size;
    int high = size;
    // Most ask for the last changes: from the end backwards, in ever longer steps.
    for (int step = 1; low > 0 && get(low - 1).modified() >= revision; step *= 2) {
      high = low - 1;
      low = Math.max(0, low - step);
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).modified() < revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The changes of some revisions, both included.
  List<KeyValue> between(long from, long to) {
    return copy(indexOf(from), indexOf(to + 1));
  }

  private List<KeyValue> copy(int first, int end) {
    List<KeyValue> changes = new ArrayList<>(Math.max(0, end - first));
    for (int i = first; i < end; i++) {
      changes.add(get(i));
    }
    return changes;
  }

  /// Brings changes that were added in the order of their keys into that of their revisions.
  void sort() {
    List<KeyValue> all = copy(0, size);
    all.sort(Comparator.comparingLong(KeyValue::modified).thenComparingInt(KeyValue::place));
    chunks.clear();
    gone = 0;
    size = 0;
    all.forEach(this::add);
  }

  void removeFirst() {
    chunks.getFirst()[gone] = KeyValue.NONE;
    gone++;
    size--;
    if (gone == CHUNK) {
      chunks.removeFirst();
      gone = 0;
    }
  }
}
