package ds.system.kv.auth;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of keys, as disjoint ranges that are not adjacent, in order.
///
/// Joined like this, a range of keys lies in the set just if it lies in one of the ranges, also
/// when it was granted piece by piece.
final class Rights {

  /// From `first` up to `end`, without it.
  ///
  /// @param end empty for a range without an end
  private record Interval(Bytes first, Bytes end) {

    static Interval of(KeyRange keys) {
      if (keys.isOpen()) {
        return new Interval(keys.key(), Bytes.EMPTY);
      }
      return new Interval(keys.key(), keys.isSingle() ? successor(keys.key()) : keys.end());
    }

    /// The least key behind `key`.
    private static Bytes successor(Bytes key) {
      byte[] next = new byte[key.length() + 1];
      System.arraycopy(key.array(), 0, next, 0, key.length());
      return new Bytes(next);
    }

    boolean contains(Interval other) {
      return first.compareTo(other.first) <= 0 && reaches(other.end);
    }

    /// Whether it goes as far as `other`, an end.
    boolean reaches(Bytes other) {
      return end.isEmpty() || (!other.isEmpty() && end.compareTo(other) >= 0);
    }

    boolean meets(Interval next) {
      return end.isEmpty() || end.compareTo(next.first) >= 0;
    }
  }

  private final List<Interval> intervals = new ArrayList<>();

  Rights(List<KeyRange> ranges) {
    List<Interval> sorted = new ArrayList<>();
    for (KeyRange range : ranges) {
      sorted.add(Interval.of(range));
    }
    sorted.sort(Comparator.comparing(Interval::first));
    for (Interval next : sorted) {
      join(next);
    }
  }

  private void join(Interval next) {
    if (intervals.isEmpty() || !intervals.getLast().meets(next)) {
      intervals.add(next);
      return;
    }
    Interval last = intervals.getLast();
    if (!last.reaches(next.end)) {
      intervals.set(intervals.size() - 1, new Interval(last.first, next.end));
    }
  }

  boolean contain(KeyRange keys) {
    Interval wanted = Interval.of(keys);
    int low = 0;
    int high = intervals.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (intervals.get(middle).first.compareTo(wanted.first) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 && intervals.get(low - 1).contains(wanted);
  }
}
