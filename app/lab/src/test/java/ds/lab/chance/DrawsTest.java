package ds.lab.chance;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.fault.LinkProfile;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void isTheGeneratorOfTheLibraryThatTheBrowserLacks() {
    var oracle = new SplittableRandom(42);
    var draws = new Draws(42);
    for (int i = 0; i < 1_000; i++) {
      assertThat(draws.next()).isEqualTo(oracle.nextLong());
    }
  }

  @Test
  void numbersStayBelowTheirBoundAndReachAllOfIt() {
    var draws = new Draws(1);
    int[] counts = new int[10];
    for (int i = 0; i < 10_000; i++) {
      counts[(int) draws.below(10)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1_150);
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(draws.below(1L << 40)).isBetween(0L, (1L << 40) - 1);
      assertThat(draws.between(-5, 5)).isBetween(-5L, 5L);
    }
  }

  @Test
  void chancesComeTrueAsOftenAsTheySay() {
    var draws = new Draws(3);
    int hits = 0;
    for (int i = 0; i < 100_000; i++) {
      hits += draws.chance(10 * LinkProfile.PERCENT) ? 1 : 0;
    }
    assertThat(hits).isBetween(9_500, 10_500);
    assertThat(draws.chance(0)).isFalse();
    assertThat(draws.chance(1_000_000)).isTrue();
  }

  @Test
  void keysMakeUnrelatedSequences() {
    assertThat(Draws.keyed(1, 1).next()).isNotEqualTo(Draws.keyed(1, 2).next());
    assertThat(Draws.keyed(1, 2).next()).isNotEqualTo(Draws.keyed(2, 1).next());
    assertThat(Draws.keyed(7, 9).next()).isEqualTo(Draws.keyed(7, 9).next());
  }
}
