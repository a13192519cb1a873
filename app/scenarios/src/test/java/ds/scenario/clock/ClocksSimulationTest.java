package ds.scenario.clock;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.run.Outcome;
import ds.lab.run.Run;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Clocks drift and jump, notes overtake each other, and every time is where it should be.
class ClocksSimulationTest {

  @Test
  void whatHappenedBeforeHasTheSmallerTime() {
    var seen = new TreeSet<String>();
    for (long seed = 1; seed <= 100; seed++) {
      Outcome outcome = new Run<>(ClockScenarios.clocks(4), seed).toEnd();
      assertThat(outcome.violation()).as("seed " + seed).isEmpty();
      assertThat(outcome.passed()).isTrue();
      seen.addAll(outcome.seen());
    }
    assertThat(seen)
        .contains(
            "a note seems to come from the future",
            "a note is older than all that its reader knows");
  }
}
