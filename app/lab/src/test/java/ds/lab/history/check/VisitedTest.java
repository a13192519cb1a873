package ds.lab.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.history.check.Visited.Field;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VisitedTest {

  @Test
  @DisplayName("who used more optional operations has been there, who used fewer has not")
  void dominance() {
    var layout = new Visited.Layout();
    Field flag = layout.flag();
    Field three = layout.counter(3);
    Field one = layout.counter(1);
    Visited visited = layout.visited();
    assertThat(visited.add(5, body(2 * three.unit()), 0)).isTrue();
    assertThat(visited.add(5, body(2 * three.unit()), 0)).isFalse();
    assertThat(visited.add(5, body(3 * three.unit() + one.unit()), 0)).isFalse();
    assertThat(visited.add(5, body(three.unit() + one.unit()), 0)).isTrue();
    assertThat(visited.add(5, body(three.unit()), 0)).isTrue();
    assertThat(visited.add(5, body(3 * three.unit() + flag.unit()), 0)).isTrue();
    assertThat(visited.add(6, body(3 * three.unit()), 0)).isTrue();
  }

  @Test
  @DisplayName("remembers as a set does, beyond one word and one page")
  void manyWords() {
    var layout = new Visited.Layout();
    for (int i = 0; i < 100; i++) {
      layout.flag();
    }
    Visited visited = layout.visited();
    Set<String> expected = new HashSet<>();
    var random = new Random(3);
    for (int i = 0; i < 60_000; i++) {
      long[] body = {random.nextInt(1 << 6), random.nextInt(1 << 6)};
      int head = random.nextInt(8);
      boolean isNew = expected.add(head + " " + body[0] + " " + body[1]);
      assertThat(visited.add(head, body, 0)).isEqualTo(isNew);
    }
    assertThat(visited.size()).isEqualTo(expected.size());
  }

  private static long[] body(long word) {
    return new long[] {word};
  }
}
