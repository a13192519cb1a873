package ds.workbench.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ds.workbench.terminal.Complaint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedRangeTest {

  @Test
  @DisplayName("both ends belong to a range")
  void range() {
    assertThat(SeedRange.parse("1..1000")).isEqualTo(new SeedRange(1, 1000));
    assertThat(SeedRange.parse("7..7")).isEqualTo(new SeedRange(7, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1-5", "1..", "..5", "-1..5", "a..b", "1..99999999999999999999"})
  void anythingElseIsRefused(String typed) {
    assertThatThrownBy(() -> SeedRange.parse(typed))
        .isInstanceOf(Complaint.class)
        .hasMessageContaining("expected two numbers, say 1..1000");
  }

  @Test
  @DisplayName("an empty range is refused")
  void empty() {
    assertThatThrownBy(() -> SeedRange.parse("5..1"))
        .hasMessage("the range of seeds 5..1 is empty; expected the smaller number first");
  }
}
