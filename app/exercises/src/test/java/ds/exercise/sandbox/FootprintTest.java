package ds.exercise.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.Context;
import ds.core.Event;
import ds.core.Node;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever a node may keep things in is counted, and nothing that is not its own.
class FootprintTest {

  private static final int MANY = 1_000;

  /// A node that keeps what it is given.
  private record Keeping(Object kept) implements Node<String> {
    @Override
    public void on(Event<String> event, Context<String> context) {}
  }

  private record Link(Optional<Link> next) {}

  private static long of(Object kept) {
    return Footprint.of(new Keeping(kept));
  }

  @Test
  void everyElementOfACollectionIsCounted() {
    List<Integer> list = new ArrayList<>();
    SortedMap<Integer, String> map = new TreeMap<>();
    for (int i = 0; i < MANY; i++) {
      list.add(i);
      map.put(i, "value " + i);
    }
    assertThat(of(list) - of(List.of())).isGreaterThanOrEqualTo(MANY);
    assertThat(of(map) - of(Map.of())).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  @SuppressWarnings("UnnecessaryStringBuilder") // a builder is what is measured
  void lettersArraysAndBitsAreCounted() {
    BitSet bits = new BitSet();
    bits.set(64 * MANY);
    assertThat(of("x".repeat(8 * MANY))).isGreaterThanOrEqualTo(MANY);
    assertThat(of(new StringBuilder("x".repeat(8 * MANY)))).isGreaterThanOrEqualTo(MANY);
    assertThat(of(new long[MANY])).isGreaterThanOrEqualTo(MANY);
    assertThat(of(bits)).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  void aChainOfOnesOwnObjectsIsFollowed() {
    Link chain = new Link(Optional.empty());
    for (int i = 0; i < 10 * MANY; i++) {
      chain = new Link(Optional.of(chain));
    }
    assertThat(of(chain)).isGreaterThanOrEqualTo(10 * MANY);
  }

  @Test
  void whatALambdaHoldsIsCounted() {
    List<String> held = List.of("x".repeat(8 * MANY));
    Supplier<List<String>> lambda = () -> held;
    assertThat(of(lambda)).isGreaterThanOrEqualTo(MANY);
  }

  /// A map that shows nothing of what it has.
  private static final class Empty extends AbstractMap<String, String> {
    @SuppressWarnings("UnusedVariable") // it is what is measured
    private final Object kept;

    Empty(Object kept) {
      this.kept = kept;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
      return Set.of();
    }
  }

  @Test
  void whatAMapOfOnesOwnHidesIsCounted() {
    Empty empty = new Empty("x".repeat(8 * MANY));
    assertThat(of(empty)).isGreaterThanOrEqualTo(MANY);
    assertThat(of(Collections.unmodifiableMap(empty))).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  void whatJavaKeepsForItsUserIsCounted() {
    StringJoiner joiner = new StringJoiner(",");
    Stream.Builder<Integer> builder = Stream.builder();
    for (int i = 0; i < MANY; i++) {
      joiner.add("word " + i);
      builder.add(i);
    }
    assertThat(of(joiner)).isGreaterThanOrEqualTo(MANY);
    assertThat(of(builder)).isGreaterThanOrEqualTo(MANY);
    assertThat(of(List.of("x".repeat(8 * MANY)).iterator())).isGreaterThanOrEqualTo(MANY);
  }

  @Test
  void whatIsReachedTwiceIsCountedOnce() {
    String text = "x".repeat(8 * MANY);
    assertThat(of(List.of(text, text, text))).isLessThan(2 * MANY);
  }

  @Test
  void theWallAroundALearnersNodeIsNotItsOwn() {
    Node<String> node = new Keeping("x".repeat(8 * MANY));
    Node<String> confined =
        new Confined<>(() -> node, new Detached(), new Statics(List.of()), "ping");
    assertThat(Footprint.of(confined) - Footprint.of(node)).isBetween(0L, 2L);
  }
}
