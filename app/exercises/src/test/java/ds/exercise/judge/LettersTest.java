package ds.exercise.judge;

import static org.assertj.core.api.Assertions.assertThat;

import ds.core.NodeId;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.Term;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A value is as long as it would be if nobody had written a `toString` for it.
class LettersTest {

  private enum Colour {
    RED
  }

  private record Inner(Colour colour, boolean isBright) {}

  private record Outer(
      NodeId from, Position last, List<Inner> all, SortedMap<String, Long> counts, long number) {}

  /// A message that has more in it than it says.
  private record Silent(String secret) {
    @Override
    @SuppressWarnings("UnusedMethod") // whoever asked for the parts would be told nothing
    public String secret() {
      return "";
    }

    @Override
    public String toString() {
      return "";
    }
  }

  private record Cover(List<Silent> all) {}

  @Test
  void recordsAndCollectionsWriteThemselves() {
    Position last = new Position(new LogIndex(3), new Term(2));
    List<Inner> all = List.of(new Inner(Colour.RED, true), new Inner(Colour.RED, false));
    Outer outer =
        new Outer(new NodeId("s1"), last, all, new TreeMap<>(java.util.Map.of("a", 1L)), 7);
    assertThat(Letters.of(outer)).isEqualTo(outer.toString());
  }

  @Test
  void anOptionalShowsWhatItHas() {
    assertThat(Letters.of(Optional.of("x"))).isEqualTo("Optional[x]");
  }

  @Test
  void whatSaysNothingIsWrittenAllTheSame() {
    Cover cover = new Cover(List.of(new Silent("everything")));
    assertThat(Letters.of(cover)).isEqualTo("Cover[all=[Silent[secret=everything]]]");
  }
}
