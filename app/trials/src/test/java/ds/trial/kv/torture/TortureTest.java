package ds.trial.kv.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class TortureTest {

  private static final Duration ASKED = Duration.ofMinutes(30);

  @Test
  @DisplayName("a trial that was ended early says how long it lasted, and how long it should have")
  void early() {
    assertThat(Torture.span(ASKED, Duration.ofMillis(1_199_900)))
        .isEqualTo("1199 s of faults; 1800 s were asked for, and it was ended early");
  }

  @Test
  @DisplayName("one that went to its end says what it was asked for")
  void whole() {
    assertThat(Torture.span(ASKED, ASKED.plusSeconds(9))).isEqualTo("1800 s of faults");
  }
}
