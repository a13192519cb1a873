package ds.workbench.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import ds.lab.run.Outcome;
import ds.lab.run.Violation;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Property;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FateTest {

  private static final Property<String> ALWAYS =
      new Property.Always<>("safe", () -> (world, step) -> Optional.empty());
  private static final Property<String> SOMETIMES =
      new Property.Sometimes<>("visited", (world, step) -> true);
  private static final Property<String> EVENTUALLY =
      new Property.Eventually<>("live", () -> Goal.once((world, step) -> true));

  private static Outcome outcome(Optional<Violation> violation, List<String> unknown) {
    return new Outcome(1, violation, unknown, List.of("visited"), 10, 10, 0);
  }

  @Test
  @DisplayName("a run to its end keeps what it does not break")
  void kept() {
    Outcome good = outcome(Optional.empty(), List.of());
    assertThat(Fate.of(ALWAYS, good)).isEqualTo(Fate.KEPT);
    assertThat(Fate.of(EVENTUALLY, good)).isEqualTo(Fate.KEPT);
    assertThat(Fate.of(SOMETIMES, good)).isEqualTo(Fate.SEEN);
  }

  @Test
  @DisplayName("a run cut short by a violation says nothing of what was to come")
  void cut() {
    Outcome bad = outcome(Optional.of(new Violation("safe", "why", 3, 4)), List.of());
    assertThat(Fate.of(ALWAYS, bad)).isEqualTo(Fate.BROKEN);
    assertThat(Fate.of(EVENTUALLY, bad)).isEqualTo(Fate.NOT_REACHED);
  }

  @Test
  @DisplayName("unknown is not kept")
  void unknown() {
    assertThat(Fate.of(ALWAYS, outcome(Optional.empty(), List.of("safe")))).isEqualTo(Fate.UNKNOWN);
  }
}
