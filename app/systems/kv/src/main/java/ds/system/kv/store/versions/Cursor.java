package ds.system.kv.store.versions;

import ds.system.kv.command.KeyRange;
import ds.system.kv.command.KeyValue;
import ds.system.kv.store.versions.Node.Inner;
import ds.system.kv.store.versions.Node.Leaf;

/// A place in a [KeyTree], which walks on in order of the keys.
///
/// Over a frozen tree it lives as long as one likes, over the present one until its next change.
final class Cursor {

  /// A tree of 64 entries a node that is this high has more keys than a memory has bytes.
  private static final int HEIGHT_MAX = 12;

  private final Inner[] path = new Inner[HEIGHT_MAX];
  private final int[] indexes = new int[HEIGHT_MAX];
  private int depth;
  private Leaf leaf;
  private int index;

  /// Before the first key that is not less than `from`.
  Cursor(Node root, byte[] from) {
    Node node = root;
    while (node instanceof Inner inner) {
      int child = inner.childFor(from);
      path[depth] = inner;
      indexes[depth++] = child;
      node = inner.children[child];
    }
    leaf = (Leaf) node;
    index = leaf.search(from);
    leaveEnd();
  }

  boolean hasKey() {
    return index < leaf.size;
  }

  byte[] key() {
    return leaf.keys[index];
  }

  History history() {
    return leaf.histories[index];
  }

  void advance() {
    index++;
    leaveEnd();
  }

  /// Walks to the end of a range of several keys, and shows those that were there at a revision.
  void read(KeyRange range, long at, Store.Reader reader) {
    for (; hasKey() && range.endsBehind(key()); advance()) {
      KeyValue version = history().at(at);
      if (!version.isDeletion() && !reader.read(version)) {
        return;
      }
    }
  }

  /// From the end of a leaf to the next leaf.
  private void leaveEnd() {
    while (index == leaf.size && climb()) {
      Node node = path[depth - 1].children[indexes[depth - 1]];
      while (node instanceof Inner inner) {
        path[depth] = inner;
        indexes[depth++] = 0;
        node = inner.children[0];
      }
      leaf = (Leaf) node;
      index = 0;
    }
  }

  /// Up to the lowest node that has a next child, and on to that; false if there is none, and the
  /// cursor stays at the end for good.
  private boolean climb() {
    int level = depth;
    while (level > 0 && indexes[level - 1] + 1 >= path[level - 1].size) {
      level--;
    }
    if (level == 0) {
      return false;
    }
    depth = level;
    indexes[depth - 1]++;
    return true;
  }
}
