package ds.protocol.rsm.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PersistentMapTest {

  @Test
  @DisplayName("does what TreeMap does and stays balanced, whatever the order of puts and removes")
  void behavesAsASortedMap() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      TreeMap<Integer, Integer> expected = new TreeMap<>();
      PersistentMap<Integer, Integer> map = PersistentMap.empty();
      int keys = 1 + random.nextInt(100);
      for (int i = 0; i < 300; i++) {
        int key = random.nextInt(keys);
        if (random.nextInt(5) < 3) {
          expected.put(key, i);
          map = map.put(key, i);
        } else {
          expected.remove(key);
          map = map.remove(key);
        }
        assertThat(map.get(key, -1)).isEqualTo(expected.getOrDefault(key, -1));
        assertThat(isBalanced(map.root())).isTrue();
      }
      assertThat(contents(map)).isEqualTo(List.copyOf(expected.entrySet()));
      assertThat(map.size()).isEqualTo(expected.size());
      assertThat(map).hasToString(expected.toString());
    }
  }

  @Test
  @DisplayName("a change leaves every older map as it was")
  void olderMapsDoNotChange() {
    Random random = new Random(7);
    List<PersistentMap<Integer, Integer>> maps = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int i = 0; i < 500; i++) {
      int key = random.nextInt(60);
      map = random.nextBoolean() ? map.put(key, i) : map.remove(key);
      maps.add(map);
      texts.add(map.toString());
    }
    assertThat(maps.stream().map(Object::toString)).isEqualTo(texts);
  }

  @Test
  @DisplayName("a path among n keys is at most 2.5 log2 n long, in any order of the keys")
  void staysBalanced() {
    PersistentMap<Counting, Integer> ascending = PersistentMap.empty();
    PersistentMap<Counting, Integer> mixed = PersistentMap.empty();
    Random random = new Random(1);
    int n = 10_000;
    for (int i = 0; i < n; i++) {
      ascending = ascending.put(new Counting(i), i);
      mixed = mixed.put(new Counting(i % 2 == 0 ? i : -i), i);
      mixed = mixed.remove(new Counting(random.nextInt(n) - n / 2));
    }
    assertThat(pathMax(ascending)).isLessThanOrEqualTo(2.5 * Math.log(n) / Math.log(2));
    assertThat(pathMax(mixed)).isLessThanOrEqualTo(2.5 * Math.log(n) / Math.log(2));
    for (int i = 0; i < n - 20; i++) {
      ascending = ascending.remove(ascending.iterator().next().key());
    }
    assertThat(ascending.iterator().next().key().value).isEqualTo(n - 20);
    assertThat(pathMax(ascending)).isLessThanOrEqualTo(10);
  }

  @Test
  @DisplayName("maps with the same entries are equal, however they came to them")
  void equality() {
    PersistentMap<Integer, String> up = PersistentMap.empty();
    PersistentMap<Integer, String> down = PersistentMap.empty();
    for (int i = 0; i < 100; i++) {
      up = up.put(i, "v" + i);
      down = down.put(99 - i, "v" + (99 - i));
    }
    assertThat(up).isEqualTo(down).hasSameHashCodeAs(down);
    assertThat(up.put(3, "other")).isNotEqualTo(up).hasSize(100);
    assertThat(up.remove(3)).isNotEqualTo(up);
    assertThat(up.remove(1_000)).isSameAs(up);
  }

  @Test
  @DisplayName("an empty map has nothing to give and nothing to iterate")
  void emptyMap() {
    PersistentMap<Integer, String> empty = PersistentMap.empty();
    assertThat(empty.get(1, "none")).isEqualTo("none");
    assertThat(empty.put(1, "one").remove(1)).isEqualTo(empty);
    Iterator<?> entries = empty.iterator();
    assertThat(entries.hasNext()).isFalse();
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
  }

  private static List<Map.Entry<Integer, Integer>> contents(PersistentMap<Integer, Integer> map) {
    List<Map.Entry<Integer, Integer>> contents = new ArrayList<>();
    map.forEach(entry -> contents.add(Map.entry(entry.key(), entry.value())));
    return contents;
  }

  private static boolean isBalanced(PersistentMap.Tree<?, ?> tree) {
    if (!(tree instanceof PersistentMap.Fork<?, ?> fork)) {
      return true;
    }
    int left = fork.left().size() + 1;
    int right = fork.right().size() + 1;
    return fork.size() + 1 == left + right
        && left <= 3 * right
        && right <= 3 * left
        && isBalanced(fork.left())
        && isBalanced(fork.right());
  }

  /// The longest path, measured by how often a lookup compares.
  private static double pathMax(PersistentMap<Counting, Integer> map) {
    int max = 0;
    for (PersistentMap.Entry<Counting, Integer> entry : map) {
      Counting key = new Counting(entry.key().value);
      map.get(key, 0);
      max = Math.max(max, key.comparisons);
    }
    return max;
  }

  private static final class Counting implements Comparable<Counting> {
    private final int value;
    private int comparisons;

    Counting(int value) {
      this.value = value;
    }

    @Override
    public int compareTo(Counting other) {
      comparisons++;
      return Integer.compare(value, other.value);
    }
  }
}
