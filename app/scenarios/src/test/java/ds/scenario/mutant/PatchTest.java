package ds.scenario.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatchTest {

  private static final String SOURCE = "a\n  b\n  c\nb\n";

  @Test
  void replacesLinesWhateverTheirIndentation() {
    Patch patch = new Patch("F.java", List.of("b", " c"), List.of("x"));
    assertThat(patch.apply(SOURCE)).isEqualTo("a\nx\nb\n");
  }

  @Test
  void refusesLinesThatAreNotThere() {
    Patch patch = new Patch("F.java", List.of("z"), List.of());
    assertThatThrownBy(() -> patch.apply(SOURCE)).hasMessage("F.java: 'z' does not occur");
  }

  @Test
  void refusesLinesThatAreThereTwice() {
    Patch patch = new Patch("F.java", List.of("b"), List.of());
    assertThatThrownBy(() -> patch.apply(SOURCE)).hasMessage("F.java: 'b' occurs more than once");
  }

  @Test
  void readsItsTextForm() {
    Mutant mutant =
        Mutant.parse(
            "m",
            """
            # Somebody forgot
            # something.
            source: §1
            scenario: s
            file: F.java
            - b
            - c
            + x

            - a
            """);
    assertThat(mutant.mistake()).isEqualTo("Somebody forgot something.");
    assertThat(mutant.patches())
        .containsExactly(
            new Patch("F.java", List.of(" b", " c"), List.of(" x")),
            new Patch("F.java", List.of(" a"), List.of()));
  }

  @Test
  void saysWhatIsWrongWithItsTextForm() {
    assertThatThrownBy(() -> Mutant.parse("m", "nonsense"))
        .hasMessageStartingWith("mutant m, line 1: expected '#'");
    assertThatThrownBy(() -> Mutant.parse("m", "+ x\n"))
        .hasMessageContaining("lines to put in need lines to take out");
    assertThatThrownBy(() -> Mutant.parse("m", "- x\n")).hasMessageContaining("'file:' is missing");
  }
}
