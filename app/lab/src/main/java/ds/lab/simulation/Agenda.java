package ds.lab.simulation;

import ds.core.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is to happen, by time; what is due at the same time keeps the order in which it was added.
///
/// A binary heap in three parallel arrays: this is the hottest structure of a simulation, and it
/// compares numbers without following a reference.
final class Agenda<T> {

  /// Far above what a sound scenario has under way: a run that fills it has an avalanche.
  static final int SIZE_MAX = 4_000_000;

  /// Looks at one thing that is to happen.
  interface Visitor<T> {

    /// @param order which of all that were ever added it is
    void visit(long time, long order, T item);
  }

  private long[] times = new long[256];
  private long[] orders = new long[256];
  private int[] slots = new int[256];
  private final List<T> items = new ArrayList<>();
  private int[] freeSlots = new int[256];
  private int free;
  private int size;
  private long added;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /// When the next item is due.
  long nextTime() {
    return times[0];
  }

  void add(long time, T item) {
    Check.that(size < SIZE_MAX, "at most 4,000,000 messages and timers are under way");
    if (size == times.length) {
      grow();
    }
    siftUp(size++, time, added++, store(item));
  }

  /// Removes and returns the next item.
  T remove() {
    Check.that(size > 0, "something is due");
    int slot = slots[0];
    T item = items.get(slot);
    freeSlots[free++] = slot;
    size--;
    if (size > 0) {
      siftDown(times[size], orders[size], slots[size]);
    }
    return item;
  }

  /// Tells `visitor` all that is to happen, in no order that means anything.
  void forEach(Visitor<T> visitor) {
    for (int i = 0; i < size; i++) {
      visitor.visit(times[i], orders[i], items.get(slots[i]));
    }
  }

  /// Takes out what was added as the `order`-th, counted from 0.
  ///
  /// @return empty if it has happened
  Optional<T> take(long order) {
    for (int i = 0; i < size; i++) {
      if (orders[i] == order) {
        T item = items.get(slots[i]);
        siftUp(i, Long.MIN_VALUE, order, slots[i]);
        remove();
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  private int store(T item) {
    if (free > 0) {
      int slot = freeSlots[--free];
      items.set(slot, item);
      return slot;
    }
    items.add(item);
    return items.size() - 1;
  }

  private void siftUp(int from, long time, long order, int slot) {
    int i = from;
    while (i > 0) {
      int parent = (i - 1) >>> 1;
      if (isBefore(times[parent], orders[parent], time, order)) {
        break;
      }
      move(parent, i);
      i = parent;
    }
    put(i, time, order, slot);
  }

  private void siftDown(long time, long order, int slot) {
    int i = 0;
    while (true) {
      int child = 2 * i + 1;
      if (child >= size) {
        break;
      }
      int right = child + 1;
      if (right < size && isBefore(times[right], orders[right], times[child], orders[child])) {
        child = right;
      }
      if (isBefore(time, order, times[child], orders[child])) {
        break;
      }
      move(child, i);
      i = child;
    }
    put(i, time, order, slot);
  }

  private static boolean isBefore(long time, long order, long otherTime, long otherOrder) {
    return time < otherTime || (time == otherTime && order < otherOrder);
  }

  private void move(int from, int to) {
    put(to, times[from], orders[from], slots[from]);
  }

  private void put(int at, long time, long order, int slot) {
    times[at] = time;
    orders[at] = order;
    slots[at] = slot;
  }

  private void grow() {
    int length = times.length * 2;
    times = Arrays.copyOf(times, length);
    orders = Arrays.copyOf(orders, length);
    slots = Arrays.copyOf(slots, length);
    freeSlots = Arrays.copyOf(freeSlots, length);
  }
}
