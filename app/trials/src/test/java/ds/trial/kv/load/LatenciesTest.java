package ds.trial.kv.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Times that were counted in parts, beside the same times sorted.
class LatenciesTest {

  private static final long MINUTE = 60_000_000_000L;

  @Test
  @DisplayName("a quantile is within 1 % of the time that stands at its place")
  void quantiles() {
    var random = new SplittableRandom(7);
    var latencies = new Latencies();
    // From nanoseconds to a minute, each power of ten as often as the others.
    long[] times =
        random.doubles(100_000, 0, Math.log(MINUTE)).mapToLong(it -> (long) Math.exp(it)).toArray();
    Arrays.stream(times).forEach(latencies::record);
    Arrays.sort(times);
    for (double share : new double[] {0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1}) {
      long exact = times[(int) Math.ceil(share * times.length) - 1];
      assertThat(latencies.quantile(share))
          .as("quantile %s", share)
          .isGreaterThanOrEqualTo(exact)
          .isCloseTo(exact, Percentage.withPercentage(1));
    }
    assertThat(latencies.count()).isEqualTo(times.length);
    assertThat(latencies.max()).isEqualTo(times[times.length - 1]);
  }

  @Test
  @DisplayName("two of them added are as one that has seen everything")
  void sums() {
    var fast = new Latencies();
    var slow = new Latencies();
    for (int i = 1; i <= 90; i++) {
      fast.record(100);
    }
    for (int i = 1; i <= 10; i++) {
      slow.record(1_000);
    }
    fast.add(slow);
    assertThat(fast.count()).isEqualTo(100);
    assertThat(fast.quantile(0.90)).isEqualTo(100);
    assertThat(fast.quantile(0.91)).isEqualTo(1_000);
    assertThat(fast.max()).isEqualTo(1_000);
  }

  @Test
  @DisplayName("times beyond all bounds count as the longest, and nothing is nothing")
  void bounds() {
    var latencies = new Latencies();
    assertThat(latencies.quantile(0.5)).isZero();
    latencies.record(Long.MAX_VALUE);
    latencies.record(-1);
    assertThat(latencies.quantile(0.5)).isZero();
    assertThat(latencies.quantile(1)).isGreaterThan(MINUTE);
  }
}
