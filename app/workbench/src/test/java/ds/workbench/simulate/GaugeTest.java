package ds.workbench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.campaign.Progress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GaugeTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  @DisplayName("a campaign of known size has a bar and a time left")
  void bar() {
    assertThat(Gauge.line(new Progress(500, 1000, 4_000_000, 2, 2 * SECOND)))
        .isEqualTo(
            "  ████████████░░░░░░░░░░░░ 500 of 1,000 runs, 2 broken, 2.0 s, 2.00 M steps/s, 2 s"
                + " left");
  }

  @Test
  @DisplayName("before the first run nobody knows how long it takes")
  void start() {
    assertThat(Gauge.line(new Progress(0, 1000, 0, 0, 0))).doesNotContain("left");
  }

  @Test
  @DisplayName("a campaign without an end has neither")
  void endless() {
    assertThat(Gauge.line(new Progress(500, Long.MAX_VALUE, 1_000_000, 0, SECOND)))
        .isEqualTo("  500 runs, 1.0 s, 1.00 M steps/s");
  }
}
