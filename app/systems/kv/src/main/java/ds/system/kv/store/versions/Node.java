package ds.system.kv.store.versions;

import java.util.Arrays;

/// A node of a [KeyTree]: keys in order, each with what belongs to it.
///
/// Keys lie scattered in memory, and to look at one costs more than all else in a search. So a node
/// has eight bytes of each key at hand, its *head*: those behind the beginning that all its keys
/// have in common. Most comparisons are settled by it.
abstract sealed class Node {

  /// How many entries a node holds: a search in it stays within a few cache lines, and copying it
  /// costs less than a microsecond.
  static final int CAPACITY = 64;

  /// The epoch of the tree in which the node was made.
  final long epoch;

  final byte[][] keys;
  int size;

  private final long[] heads;

  /// How many bytes all keys that are looked at have in common.
  private int common;

  private Node(long epoch) {
    this.epoch = epoch;
    this.keys = new byte[CAPACITY][];
    this.heads = new long[CAPACITY];
  }

  private Node(long epoch, Node copied) {
    this.epoch = epoch;
    this.keys = copied.keys.clone();
    this.heads = copied.heads.clone();
    this.size = copied.size;
    this.common = copied.common;
  }

  static final class Leaf extends Node {
    final History[] histories;

    Leaf(long epoch) {
      super(epoch);
      this.histories = new History[CAPACITY];
    }

    private Leaf(long epoch, Leaf copied) {
      super(epoch, copied);
      this.histories = copied.histories.clone();
    }

    @Override
    Object[] entries() {
      return histories;
    }

    @Override
    Leaf copy(long newEpoch) {
      return new Leaf(newEpoch, this);
    }

    @Override
    Leaf emptySibling() {
      return new Leaf(epoch);
    }

    @Override
    int first() {
      return 0;
    }

    boolean has(int index, byte[] key) {
      return index < size && Arrays.equals(keys[index], key);
    }
  }

  /// The key of each child is a lower bound of the child's own; the first is not looked at.
  static final class Inner extends Node {
    final Node[] children;

    Inner(long epoch) {
      super(epoch);
      this.children = new Node[CAPACITY];
    }

    private Inner(long epoch, Inner copied) {
      super(epoch, copied);
      this.children = copied.children.clone();
    }

    @Override
    Object[] entries() {
      return children;
    }

    @Override
    Inner copy(long newEpoch) {
      return new Inner(newEpoch, this);
    }

    @Override
    Inner emptySibling() {
      return new Inner(epoch);
    }

    @Override
    int first() {
      return 1;
    }

    /// The child that has the key if any has.
    int childFor(byte[] key) {
      int index = search(key);
      return index < size && Arrays.equals(keys[index], key) ? index : index - 1;
    }
  }

  /// What belongs to the keys.
  abstract Object[] entries();

  abstract Node copy(long newEpoch);

  abstract Node emptySibling();

  /// The first key that is looked at.
  abstract int first();

  final boolean isFull() {
    return size == CAPACITY;
  }

  /// The first index whose key is looked at and not less than `key`.
  final int search(byte[] key) {
    int low = first();
    if (low >= size) {
      return low;
    }
    int order = Arrays.compareUnsigned(key, 0, Math.min(key.length, common), keys[low], 0, common);
    if (order != 0) {
      return order < 0 ? low : size;
    }
    long head = head(key, common);
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isLess(middle, key, head)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isLess(int index, byte[] key, long head) {
    return heads[index] == head
        ? Arrays.compareUnsigned(keys[index], key) < 0
        : heads[index] < head;
  }

  /// Eight bytes of a key as a number that is ordered as they are; zeros where it has no more.
  private static long head(byte[] key, int from) {
    long head = 0;
    int end = Math.min(key.length, from + Long.BYTES);
    for (int i = from; i < end; i++) {
      head = (head << Byte.SIZE) | (key[i] & 0xff);
    }
    int missing = from + Long.BYTES - end;
    return (missing == Long.BYTES ? 0 : head << (missing * Byte.SIZE)) ^ Long.MIN_VALUE;
  }

  final void insert(int index, byte[] key, Object entry) {
    System.arraycopy(keys, index, keys, index + 1, size - index);
    System.arraycopy(heads, index, heads, index + 1, size - index);
    System.arraycopy(entries(), index, entries(), index + 1, size - index);
    keys[index] = key;
    entries()[index] = entry;
    size++;
    if (index >= first() && hasInCommon(key, index == first() ? index + 1 : first())) {
      heads[index] = head(key, common);
    } else {
      takeHeads();
    }
  }

  private boolean hasInCommon(byte[] key, int other) {
    return other < size
        && key.length >= common
        && Arrays.equals(key, 0, common, keys[other], 0, common);
  }

  /// What is common to the first and the last key is common to all between.
  private void takeHeads() {
    if (size <= first()) {
      return;
    }
    byte[] least = keys[first()];
    int mismatch = Arrays.mismatch(least, keys[size - 1]);
    common = mismatch < 0 ? least.length : mismatch;
    for (int i = first(); i < size; i++) {
      heads[i] = head(keys[i], common);
    }
  }

  final void remove(int index) {
    System.arraycopy(keys, index + 1, keys, index, size - index - 1);
    System.arraycopy(heads, index + 1, heads, index, size - index - 1);
    System.arraycopy(entries(), index + 1, entries(), index, size - index - 1);
    forget(size - 1);
  }

  /// Moves all entries from an index on to the end of another node.
  final void moveTo(Node other, int from) {
    System.arraycopy(keys, from, other.keys, other.size, size - from);
    System.arraycopy(entries(), from, other.entries(), other.size, size - from);
    other.size += size - from;
    other.takeHeads();
    forget(from);
    takeHeads();
  }

  private void forget(int from) {
    Arrays.fill(keys, from, size, null);
    Arrays.fill(entries(), from, size, null);
    size = from;
  }
}
