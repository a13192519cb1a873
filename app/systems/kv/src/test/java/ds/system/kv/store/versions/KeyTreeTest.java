package ds.system.kv.store.versions;

import static org.assertj.core.api.Assertions.assertThat;

import ds.system.kv.command.Bytes;
import ds.system.kv.command.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyTreeTest {

  private static History history(Bytes key, int number) {
    return History.NONE.plus(new KeyValue(key, Bytes.EMPTY, number, number, 0, 1, 0));
  }

  /// Keys of which some begin with others, and which differ early, late, or by a zero byte.
  private static Bytes key(int number) {
    String digits = Integer.toString(number, 7);
    return Bytes.of(
        switch (number % 4) {
          case 0 -> "key-" + digits;
          case 1 -> "a/long/beginning/that/many/have/" + digits;
          case 2 -> digits + "\0".repeat(number % 5);
          default -> "key-" + digits + "\u00ff\0" + number;
        });
  }

  /// Keys with the numbers of their histories.
  private static List<String> contents(Node root, byte[] from) {
    List<String> contents = new ArrayList<>();
    for (var cursor = new Cursor(root, from); cursor.hasKey(); cursor.advance()) {
      contents.add(new Bytes(cursor.key()) + "=" + cursor.history().newest().modified());
    }
    return contents;
  }

  private static List<String> contents(SortedMap<Bytes, Integer> map) {
    return map.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList();
  }

  private record Kept(Node root, List<String> contents) {}

  @Test
  @DisplayName("a tree holds what a sorted map holds, and what was frozen stays as it was")
  void againstMap() {
    for (int seed = 0; seed < 20; seed++) {
      run(new Random(seed), seed % 2 == 0 ? 3_000 : 100);
    }
  }

  private static void run(Random random, int keyCount) {
    var tree = new KeyTree();
    SortedMap<Bytes, Integer> map = new TreeMap<>();
    List<Kept> frozen = new ArrayList<>();
    for (int step = 0; step < 12_000; step++) {
      boolean isShrinking = step / 3_000 % 2 == 1;
      Bytes key = key(random.nextInt(keyCount));
      boolean isThere = tree.find(key.array()).size() > 0;
      assertThat(isThere).isEqualTo(map.containsKey(key));
      if (isThere && random.nextInt(10) < (isShrinking ? 8 : 2)) {
        tree.remove(key.array());
        map.remove(key);
      } else if (isThere) {
        tree.replace(key.array(), history(key, step));
        map.put(key, step);
      } else if (!isShrinking) {
        tree.insert(key.array(), history(key, step));
        map.put(key, step);
      }
      if (random.nextInt(1_500) == 0) {
        frozen.add(new Kept(tree.freeze(), contents(map)));
      }
    }
    assertThat(tree.size()).isEqualTo(map.size());
    Bytes from = key(random.nextInt(keyCount));
    assertThat(contents(tree.root(), from.array())).isEqualTo(contents(map.tailMap(from)));
    for (Kept kept : frozen) {
      assertThat(contents(kept.root, new byte[0])).isEqualTo(kept.contents);
    }
  }

  @Test
  @DisplayName("keys in order leave full nodes, and a tree without keys is a leaf again")
  void growsAndShrinks() {
    var tree = new KeyTree();
    for (int i = 0; i < 100_000; i++) {
      Bytes key = Bytes.of(Integer.toString(1_000_000 + i));
      tree.insert(key.array(), history(key, i));
    }
    assertThat(leaves(tree.root())).isLessThan(100_000 / (Node.CAPACITY - 2));
    for (int i = 0; i < 100_000; i++) {
      tree.remove(Bytes.of(Integer.toString(1_000_000 + i)).array());
    }
    assertThat(tree.size()).isZero();
    assertThat(tree.root()).isInstanceOf(Node.Leaf.class);
  }

  private static int leaves(Node node) {
    if (!(node instanceof Node.Inner inner)) {
      return 1;
    }
    int leaves = 0;
    for (int i = 0; i < inner.size; i++) {
      leaves += leaves(inner.children[i]);
    }
    return leaves;
  }
}
