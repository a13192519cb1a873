package ds.lab.source;

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
    PatchFile file =
        PatchFile.parse(
            "m",
            """
            # Somebody forgot
            # something.
            source: §1
            file: F.java
            - b
            - c
            + x

            - a
            """);
    assertThat(file.words()).isEqualTo("Somebody forgot something.");
    assertThat(file.field("source")).isEqualTo("§1");
    assertThat(file.patches())
        .containsExactly(
            new Patch("F.java", List.of(" b", " c"), List.of(" x")),
            new Patch("F.java", List.of(" a"), List.of()));
  }

  @Test
  void saysWhatIsWrongWithItsTextForm() {
    assertThatThrownBy(() -> PatchFile.parse("m", "nonsense"))
        .hasMessageStartingWith("m, line 1: expected '#'");
    assertThatThrownBy(() -> PatchFile.parse("m", "+ x\n"))
        .hasMessageContaining("lines to put in need lines to take out");
    assertThatThrownBy(() -> PatchFile.parse("m", "- x\n"))
        .hasMessageContaining("'file:' is missing");
  }
}
