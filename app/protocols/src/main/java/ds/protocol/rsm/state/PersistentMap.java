package ds.protocol.rsm.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// A sorted map that never changes: `put` and `remove` give a new map, which shares with the old
/// one all but the path from the root to the place of the change.
///
/// That makes a snapshot of a large state free: whoever holds on to a map can read it at leisure,
/// piece by piece, while the state machine goes on with the maps that come after it. It costs about
/// two dozen small objects for a change among a million keys.
///
/// The map is a weight-balanced tree: of two sibling subtrees neither has more than three times the
/// weight of the other, so a path among *n* keys is at most 2.5 log₂ *n* long, whatever the keys
/// are and in whatever order they come. (A tree balanced by hashes of the keys would be shorter to
/// write, but clients choose the keys, and some would choose them badly on purpose.)
///
/// *Source:* Y. Hirai and K. Yamamoto, *Balancing weight-balanced trees*, Journal of Functional
/// Programming 21, 2011; the bounds 3 and 2 are those that they prove right.
public record PersistentMap<K extends Comparable<? super K>, V>(Tree<K, V> root)
    implements Iterable<PersistentMap.Entry<K, V>> {

  private static final int DELTA = 3;
  private static final int GAMMA = 2;

  private static final PersistentMap<String, Object> EMPTY =
      new PersistentMap<String, Object>(new Leaf<>());

  /// A key with its value.
  public interface Entry<K, V> {
    K key();

    V value();
  }

  /// What a map is made of.
  public sealed interface Tree<K, V> {
    int size();
  }

  record Leaf<K, V>() implements Tree<K, V> {
    @Override
    public int size() {
      return 0;
    }
  }

  record Fork<K, V>(K key, V value, Tree<K, V> left, Tree<K, V> right, int size)
      implements Tree<K, V>, Entry<K, V> {

    Fork(K key, V value, Tree<K, V> left, Tree<K, V> right) {
      this(key, value, left, right, left.size() + right.size() + 1);
    }
  }

  /// The map without entries.
  @SuppressWarnings("unchecked") // it holds nothing that could have the wrong type
  public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
    return (PersistentMap<K, V>) EMPTY;
  }

  /// The number of entries.
  public int size() {
    return root.size();
  }

  /// The value of `key`, or `otherwise` if there is none.
  public V get(K key, V otherwise) {
    Tree<K, V> tree = root;
    while (tree instanceof Fork<K, V> fork) {
      int order = key.compareTo(fork.key);
      if (order == 0) {
        return fork.value;
      }
      tree = order < 0 ? fork.left : fork.right;
    }
    return otherwise;
  }

  /// This map with `value` for `key`, in place of the value it had.
  public PersistentMap<K, V> put(K key, V value) {
    return new PersistentMap<>(put(root, key, value));
  }

  /// This map without `key`.
  public PersistentMap<K, V> remove(K key) {
    Tree<K, V> smaller = remove(root, key);
    return smaller.size() == root.size() ? this : new PersistentMap<>(smaller);
  }

  /// The entries in the order of their keys.
  @Override
  public Iterator<Entry<K, V>> iterator() {
    return new InOrder<>(root);
  }

  private static <K, V> Fork<K, V> first(Fork<K, V> tree) {
    Fork<K, V> first = tree;
    while (first.left instanceof Fork<K, V> left) {
      first = left;
    }
    return first;
  }

  private static <K extends Comparable<? super K>, V> Tree<K, V> put(
      Tree<K, V> tree, K key, V value) {
    if (!(tree instanceof Fork<K, V> fork)) {
      return new Fork<>(key, value, tree, tree, 1);
    }
    int order = key.compareTo(fork.key);
    if (order == 0) {
      return new Fork<>(fork.key, value, fork.left, fork.right, fork.size);
    }
    Tree<K, V> left = order < 0 ? put(fork.left, key, value) : fork.left;
    Tree<K, V> right = order > 0 ? put(fork.right, key, value) : fork.right;
    boolean replaced = left.size() + right.size() + 1 == fork.size;
    return replaced
        ? new Fork<>(fork.key, fork.value, left, right, fork.size)
        : balanced(fork.key, fork.value, left, right);
  }

  private static <K extends Comparable<? super K>, V> Tree<K, V> remove(Tree<K, V> tree, K key) {
    if (!(tree instanceof Fork<K, V> fork)) {
      return tree;
    }
    int order = key.compareTo(fork.key);
    if (order < 0) {
      Tree<K, V> left = remove(fork.left, key);
      return left.size() == fork.left.size()
          ? fork
          : balanced(fork.key, fork.value, left, fork.right);
    }
    if (order > 0) {
      Tree<K, V> right = remove(fork.right, key);
      return right.size() == fork.right.size()
          ? fork
          : balanced(fork.key, fork.value, fork.left, right);
    }
    return joined(fork.left, fork.right);
  }

  /// Two siblings without the fork above them: the next larger key takes its place.
  private static <K, V> Tree<K, V> joined(Tree<K, V> left, Tree<K, V> right) {
    if (!(right instanceof Fork<K, V> fork)) {
      return left;
    }
    Fork<K, V> next = first(fork);
    return balanced(next.key, next.value, left, withoutFirst(fork));
  }

  private static <K, V> Tree<K, V> withoutFirst(Fork<K, V> tree) {
    return tree.left instanceof Fork<K, V> left
        ? balanced(tree.key, tree.value, withoutFirst(left), tree.right)
        : tree.right;
  }

  /// A fork above two trees of which one has just gained or lost one entry.
  private static <K, V> Tree<K, V> balanced(K key, V value, Tree<K, V> left, Tree<K, V> right) {
    if (isTooHeavy(right, left)) {
      Fork<K, V> heavy = (Fork<K, V>) right;
      return weight(heavy.left) < GAMMA * weight(heavy.right)
          ? turnedLeft(key, value, left, heavy)
          : turnedLeft(key, value, left, turnedRight(heavy));
    }
    if (isTooHeavy(left, right)) {
      Fork<K, V> heavy = (Fork<K, V>) left;
      return weight(heavy.right) < GAMMA * weight(heavy.left)
          ? turnedRight(key, value, heavy, right)
          : turnedRight(key, value, turnedLeft(heavy), right);
    }
    return new Fork<>(key, value, left, right);
  }

  private static boolean isTooHeavy(Tree<?, ?> tree, Tree<?, ?> sibling) {
    return weight(tree) > DELTA * weight(sibling);
  }

  private static int weight(Tree<?, ?> tree) {
    return tree.size() + 1;
  }

  /// The right tree's root comes up, and the old one goes down to its left.
  private static <K, V> Fork<K, V> turnedLeft(K key, V value, Tree<K, V> left, Fork<K, V> right) {
    return new Fork<>(
        right.key, right.value, new Fork<>(key, value, left, right.left), right.right);
  }

  private static <K, V> Fork<K, V> turnedLeft(Fork<K, V> tree) {
    return turnedLeft(tree.key, tree.value, tree.left, (Fork<K, V>) tree.right);
  }

  private static <K, V> Fork<K, V> turnedRight(K key, V value, Fork<K, V> left, Tree<K, V> right) {
    return new Fork<>(left.key, left.value, left.left, new Fork<>(key, value, left.right, right));
  }

  private static <K, V> Fork<K, V> turnedRight(Fork<K, V> tree) {
    return turnedRight(tree.key, tree.value, (Fork<K, V>) tree.left, tree.right);
  }

  /// Whether `other` is a map with the same entries; its tree may have another shape.
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof PersistentMap<?, ?> map) || map.size() != size()) {
      return false;
    }
    Iterator<? extends Entry<?, ?>> others = map.iterator();
    for (Entry<K, V> mine : this) {
      Entry<?, ?> its = others.next();
      if (!mine.key().equals(its.key()) || !mine.value().equals(its.value())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Entry<K, V> entry : this) {
      hash += entry.key().hashCode() ^ entry.value().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Entry<K, V> entry : this) {
      text.append(text.length() == 1 ? "" : ", ");
      text.append(entry.key()).append('=').append(entry.value());
    }
    return text.append('}').toString();
  }

  /// Walks a tree, holding no more than one path of it.
  private static final class InOrder<K, V> implements Iterator<Entry<K, V>> {

    private final Deque<Fork<K, V>> path = new ArrayDeque<>();

    InOrder(Tree<K, V> tree) {
      descend(tree);
    }

    @Override
    public boolean hasNext() {
      return !path.isEmpty();
    }

    @Override
    public Entry<K, V> next() {
      if (path.isEmpty()) {
        throw new NoSuchElementException();
      }
      Fork<K, V> next = path.pop();
      descend(next.right);
      return next;
    }

    private void descend(Tree<K, V> tree) {
      Tree<K, V> rest = tree;
      while (rest instanceof Fork<K, V> fork) {
        path.push(fork);
        rest = fork.left;
      }
    }
  }
}
