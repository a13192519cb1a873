package ds.system.kv.store.versions;

import ds.system.kv.store.versions.Node.Inner;
import ds.system.kv.store.versions.Node.Leaf;
import java.util.Arrays;

/// The histories of all keys, in order of the keys: a B+tree that can be frozen in no time.
///
/// Each node bears the epoch in which it was made. [#freeze] hands out the root and begins a new
/// epoch; from then on, a node of an older epoch is copied before it is written to, once, and what
/// was handed out never changes. While nothing is frozen, nothing is copied.
///
/// Keys are deleted by compaction only, and many at a time. A node that has become small is joined
/// with its neighbour if both fit into one; it is not filled up from it.
final class KeyTree {

  /// A node of fewer entries looks for a neighbour to be joined with.
  private static final int SMALL = Node.CAPACITY / 4;

  /// Two nodes are joined if they have no more than this, so that the next insertions find room.
  private static final int JOINED_MAX = Node.CAPACITY * 3 / 4;

  private long epoch;
  private Node root = new Leaf(0);
  private int size;

  /// Where the last search has ended, while that is so: what was searched for is written next.
  private boolean isSought;

  private byte[] soughtKey = new byte[0];

  private Leaf soughtLeaf = (Leaf) root;
  private int soughtIndex;

  int size() {
    return size;
  }

  /// The tree as it is now, for ever: to be read by a [Cursor], on any thread.
  Node freeze() {
    epoch++;
    return root;
  }

  /// The present tree, to be read until the next change.
  Node root() {
    return root;
  }

  /// The history of a key; [History#NONE] if it has none.
  History find(byte[] key) {
    seek(key);
    return soughtLeaf.has(soughtIndex, key) ? soughtLeaf.histories[soughtIndex] : History.NONE;
  }

  private void seek(byte[] key) {
    if (isSought && Arrays.equals(key, soughtKey)) {
      return;
    }
    Node node = root;
    while (node instanceof Inner inner) {
      node = inner.children[inner.childFor(key)];
    }
    remember(key, (Leaf) node, node.search(key));
  }

  private void remember(byte[] key, Leaf leaf, int index) {
    isSought = true;
    soughtKey = key;
    soughtLeaf = leaf;
    soughtIndex = index;
  }

  /// Gives a key that is there another history.
  void replace(byte[] key, History history) {
    seek(key);
    if (soughtLeaf.epoch != epoch) { // then some above it may be old as well
      root = owned(root);
      Node node = root;
      while (node instanceof Inner inner) {
        node = ownedChild(inner, inner.childFor(key));
      }
      remember(key, (Leaf) node, soughtIndex);
    }
    soughtLeaf.histories[soughtIndex] = history;
  }

  /// Adds a key that is not there.
  void insert(byte[] key, History history) {
    seek(key);
    if (soughtLeaf.epoch != epoch || soughtLeaf.isFull()) {
      makeRoom(key);
    }
    soughtLeaf.insert(soughtIndex, key, history);
    size++;
  }

  /// Splits full nodes on the way down, so that there is room for what comes up from below.
  private void makeRoom(byte[] key) {
    root = owned(root);
    if (root.isFull()) {
      Inner top = new Inner(epoch);
      top.insert(0, root.keys[0], root);
      root = top;
      split(top, 0, key);
    }
    Node node = root;
    while (node instanceof Inner inner) {
      int index = inner.childFor(key);
      if (ownedChild(inner, index).isFull()) {
        split(inner, index, key);
        index = inner.childFor(key);
      }
      node = inner.children[index];
    }
    remember(key, (Leaf) node, node.search(key));
  }

  /// Keys that come in ascending order leave full nodes behind.
  private static void split(Inner parent, int index, byte[] arriving) {
    Node full = parent.children[index];
    boolean ascending = Arrays.compareUnsigned(arriving, full.keys[Node.CAPACITY - 1]) > 0;
    Node right = full.emptySibling();
    full.moveTo(right, ascending ? Node.CAPACITY - 1 : Node.CAPACITY / 2);
    parent.insert(index + 1, right.keys[0], right);
  }

  /// Removes a key that is there.
  void remove(byte[] key) {
    isSought = false;
    root = owned(root);
    remove(root, key);
    size--;
    while (root instanceof Inner inner && inner.size <= 1) {
      root = inner.size == 0 ? new Leaf(epoch) : inner.children[0];
    }
  }

  private void remove(Node node, byte[] key) {
    if (node instanceof Inner inner) {
      int index = inner.childFor(key);
      Node child = ownedChild(inner, index);
      remove(child, key);
      if (child.size == 0) {
        inner.remove(index);
      } else if (child.size < SMALL) {
        join(inner, index + 1 < inner.size ? index : index - 1);
      }
    } else {
      node.remove(node.search(key));
    }
  }

  /// Joins a child with the one to its right, if there are two and they fit.
  private void join(Inner parent, int left) {
    if (left < 0 || parent.children[left].size + parent.children[left + 1].size > JOINED_MAX) {
      return;
    }
    Node right = ownedChild(parent, left + 1);
    if (right instanceof Inner) {
      right.keys[0] = parent.keys[left + 1]; // it was not looked at, and is from now on
    }
    right.moveTo(ownedChild(parent, left), 0);
    parent.remove(left + 1);
  }

  private Node ownedChild(Inner parent, int index) {
    Node child = owned(parent.children[index]);
    parent.children[index] = child;
    return child;
  }

  private Node owned(Node node) {
    return node.epoch == epoch ? node : node.copy(epoch);
  }
}
