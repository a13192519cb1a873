package ds.trial.kv.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Counting calls second by second.
class PulseTest {

  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;

  private final Pulse pulse = new Pulse(0);

  @Test
  void quantilesAreNotTooSmallAndAnEighthTooLargeAtMost() {
    for (int i = 1; i <= 100; i++) {
      pulse.count(Pulse.End.READ, 0, i * MILLI);
    }
    Pulse.Second second = pulse.seconds().getFirst();
    assertThat(second.p50Nanos()).isBetween(50 * MILLI, 50 * MILLI * 9 / 8);
    assertThat(second.p99Nanos()).isBetween(99 * MILLI, 99 * MILLI * 9 / 8);
  }

  @Test
  void callsCountInTheSecondInWhichTheyEnd() {
    pulse.count(Pulse.End.WRITTEN, 0, 2 * SECOND);
    pulse.count(Pulse.End.MAYBE, 0, 2 * SECOND);
    assertThat(pulse.seconds()).hasSize(3);
    assertThat(pulse.seconds().getFirst().writes()).isZero();
    assertThat(pulse.seconds().getLast().writes()).isEqualTo(1);
    assertThat(pulse.seconds().getLast().maybe()).isEqualTo(1);
    assertThat(pulse.total(Pulse.End.WRITTEN)).isEqualTo(1);
  }

  @Test
  void theLongestGapWithoutAWriteMayBeTheLast() {
    pulse.count(Pulse.End.WRITTEN, 0, SECOND);
    pulse.count(Pulse.End.READ, 0, 3 * SECOND);
    pulse.count(Pulse.End.WRITTEN, 0, 4 * SECOND);
    assertThat(pulse.longestGapNanos()).isEqualTo(3 * SECOND);
    assertThat(pulse.longestGapFrom()).isEqualTo(SECOND);
    pulse.closeGap(10 * SECOND);
    assertThat(pulse.longestGapNanos()).isEqualTo(6 * SECOND);
  }
}
