package ds.system.kv.store.versions;

import ds.system.kv.command.KeyValue;
import java.util.Arrays;

/// The versions of one key, oldest first: a value, although growing it is cheap.
///
/// A longer history shares the array of the one that it grew from, which sees its own part of it
/// only. That is right as long as each history is grown once; a store has no use for the shorter
/// one when it has the longer, and a snapshot only reads.
final class History {

  static final History NONE = new History(new KeyValue[0], 0);

  private final KeyValue[] versions;
  private final int size;

  private History(KeyValue[] versions, int size) {
    this.versions = versions;
    this.size = size;
  }

  int size() {
    return size;
  }

  KeyValue get(int index) {
    return versions[index];
  }

  /// The last version, possibly a deletion; [KeyValue#NONE] if there is none.
  KeyValue newest() {
    return size == 0 ? KeyValue.NONE : versions[size - 1];
  }

  /// The version that was there at a revision, possibly a deletion; [KeyValue#NONE] if there was
  /// none yet.
  KeyValue at(long revision) {
    KeyValue newest = newest();
    if (newest.modified() <= revision) {
      return newest;
    }
    int index = indexAt(revision);
    return index < 0 ? KeyValue.NONE : versions[index];
  }

  /// The version before the one that a change has made; [KeyValue#NONE] if there is none.
  KeyValue before(KeyValue change) {
    int index = indexAt(change.modified());
    while (index >= 0
        && versions[index].modified() == change.modified()
        && versions[index].place() >= change.place()) {
      index--;
    }
    return index < 0 ? KeyValue.NONE : versions[index];
  }

  /// The index of the newest version that is not newer than `revision`, or -1.
  private int indexAt(long revision) {
    if (newest().modified() <= revision) {
      return size - 1;
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (versions[middle].modified() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  History plus(KeyValue version) {
    if (size < versions.length) {
      versions[size] = version;
      return new History(versions, size + 1);
    }
    KeyValue[] longer = Arrays.copyOf(versions, Math.max(1, 2 * size));
    longer[size] = version;
    return new History(longer, size + 1);
  }

  /// The first version that a compaction leaves: the one that was there at its revision, unless
  /// that is an older deletion. A deletion of just that revision can still be watched.
  int firstSince(long compacted) {
    int index = indexAt(compacted);
    if (index < 0) {
      return 0;
    }
    KeyValue version = versions[index];
    if (version.isDeletion() && version.modified() < compacted) {
      return index + 1;
    }
    while (index > 0
        && version.modified() == compacted
        && versions[index - 1].modified() == compacted) {
      index--;
    }
    return index;
  }

  /// The history from a version on.
  History from(int first) {
    return first == 0 ? this : new History(Arrays.copyOfRange(versions, first, size), size - first);
  }
}
