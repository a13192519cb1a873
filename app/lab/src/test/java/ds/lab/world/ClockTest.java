package ds.lab.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {

  private final Clock clock = new Clock();

  @Test
  void showsRealTimeUntilSomethingBendsIt() {
    assertThat(clock.show(0)).isZero();
    assertThat(clock.show(1_000_000)).isEqualTo(1_000_000);
    assertThat(clock.realDuration(500)).isEqualTo(500);
  }

  @Test
  void aFastClockGoesOnFromWhereItWas() {
    clock.drift(1_000_000, 100_000);
    assertThat(clock.show(1_000_000)).isEqualTo(1_000_000);
    assertThat(clock.show(2_000_000)).isEqualTo(2_100_000);
    assertThat(clock.realDuration(1_100_000)).isEqualTo(1_000_000);
    clock.drift(2_000_000, 0);
    assertThat(clock.show(3_000_000)).isEqualTo(3_100_000);
  }

  @Test
  void aTimerIsNotEarlyByTheClockThatDrifts() {
    for (long ppm : new long[] {-499_999, -333, -1, 1, 333, 499_999}) {
      clock.drift(0, ppm);
      for (long wait = 0; wait < 1_000; wait++) {
        assertThat(clock.show(clock.realDuration(wait))).isBetween(wait, wait + 1);
      }
    }
  }

  @Test
  void aJumpStays() {
    clock.jump(1_000, -5_000);
    assertThat(clock.show(1_000)).isEqualTo(-4_000);
    assertThat(clock.show(2_000)).isEqualTo(-3_000);
  }

  @Test
  void yearsDoNotOverflow() {
    long year = 365L * 86_400 * 1_000_000_000L;
    clock.drift(0, -500_000);
    assertThat(clock.show(100 * year)).isEqualTo(50 * year);
  }
}
