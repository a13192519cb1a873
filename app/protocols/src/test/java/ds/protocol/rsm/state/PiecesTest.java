package ds.protocol.rsm.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.core.Durable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PiecesTest {

  private record Numbers(List<Integer> numbers) implements Durable {}

  @Test
  @DisplayName("every entry is in exactly one piece, in order, and no piece is much too large")
  void cutsWithoutLoss() {
    List<Integer> seen = new ArrayList<>();
    int pieces = 0;
    for (Durable piece : pieces(1_000, 100)) {
      List<Integer> numbers = ((Numbers) piece).numbers;
      assertThat(numbers).hasSizeBetween(1, 41);
      seen.addAll(numbers);
      pieces++;
    }
    assertThat(pieces).isEqualTo(25);
    assertThat(seen).hasSize(1_000).isSorted().doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("an item that is larger than a piece travels alone")
  void largeItems() {
    assertThat(pieces(3, 50_000)).hasSize(3);
  }

  @Test
  @DisplayName("an empty map has no pieces")
  void empty() {
    Iterator<Durable> pieces = pieces(0, 1).iterator();
    assertThat(pieces.hasNext()).isFalse();
    assertThatThrownBy(pieces::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  @DisplayName("joined pieces come one after the other, as often as they are asked for")
  void joined() {
    Iterable<Durable> joined = Pieces.join(pieces(2, 5_000), pieces(3, 5_000));
    assertThat(joined).hasSize(5).containsExactlyElementsOf(joined);
    assertThat(Pieces.join(pieces(0, 1), pieces(1, 1))).hasSize(1);
    assertThat(Pieces.join(pieces(1, 1), pieces(0, 1))).hasSize(1);
  }

  private static Iterable<Durable> pieces(int count, int size) {
    PersistentMap<Integer, String> map = PersistentMap.empty();
    for (int i = 0; i < count; i++) {
      map = map.put(i, "v");
    }
    return Pieces.of(map, (key, value) -> key, item -> size, Numbers::new);
  }
}
