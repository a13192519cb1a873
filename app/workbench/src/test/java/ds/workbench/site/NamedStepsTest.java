package ds.workbench.site;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.site.figure.NamedSteps;
import ds.workbench.site.place.Defect;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A text about a run, and what the run says to it.
class NamedStepsTest {

  private static final String FIGURE =
      """
      <!-- figure: paxos?seed=3&at=18 --from 4 --to 27 -->
      ![what it shows](figures/yield.svg)

      *At step 19 s3 promises.*
      """;

  private static List<String> defects(String text) {
    return NamedSteps.defects("a.md", text).stream().map(Defect::toString).toList();
  }

  private static List<String> claiming(String... claims) {
    return defects(FIGURE + "<!-- steps\n" + String.join("\n", claims) + "\n-->\n");
  }

  @Test
  @DisplayName("what a comment says of a step is held against the run of the figure above it")
  void claims() {
    assertThat(claiming("19 s3 receives Prepare(ballot 2.s2) from s2", "19 sends Promise(…) to s2"))
        .isEmpty();
    assertThat(claiming("19 s3 receives Prepare(ballot 1.s2) from s2"))
        .singleElement()
        .asString()
        .startsWith("a.md:6: step 19 is not 's3 receives Prepare(ballot 1.s2) from s2' but 's3 ")
        .contains("receives Prepare(ballot 2.s2) from s2; persists Acceptor");
    assertThat(claiming("19 s3 receives Prepare")).hasSize(1);
    assertThat(claiming("19 s3 receives Prepare…", "9999 s3 receives…"))
        .containsExactly("a.md:7: step 9999 is not 's3 receives…' but 'beyond the run'");
  }

  @Test
  @DisplayName("a fault of chance or by hand is claimed at the step behind which it begins")
  void faults() {
    String text =
        """
        <!-- figure: raft-steady?seed=7&at=51&do=47:crash+s2 -->
        ![what it shows](figures/crash.svg)
        <!-- steps
        47 s2 crashes
        48 s2 crashes
        -->
        """;
    assertThat(defects(text))
        .singleElement()
        .asString()
        .startsWith("a.md:5: step 48 is not 's2 crashes'");
  }

  @Test
  @DisplayName("a step that is named must be claimed, shown by the link, or printed by the page")
  void named() {
    assertThat(defects(FIGURE))
        .containsExactly(
            "a.md:4: step 19 is named, and no comment below its figure says what happens there");
    assertThat(defects(FIGURE.replace("At step 19", "Steps 4 to 27, at Step 18"))).isEmpty();
    assertThat(defects(FIGURE.replace("At step 19", "Steps 4 to 26"))).hasSize(1);
    String printed = "```\n$ ./ds mutants x\n  9  12.5ms  s1 starts\n```\n\n";
    assertThat(defects(printed + "Look at step 9.\n")).isEmpty();
    assertThat(defects(printed + "Look at step\n8 or 9.\n"))
        .singleElement()
        .asString()
        .startsWith("a.md:6: step 8 is named");
    assertThat(defects("```\nat step 7\n```\n<!-- step 8 -->\n")).isEmpty();
  }

  @Test
  @DisplayName("a comment that stands below no figure, or says nothing, is no comment of steps")
  void misplaced() {
    assertThat(defects("<!-- steps\n1 s1 starts\n-->\n"))
        .containsExactly("a.md:1: no run above these steps");
    assertThat(claiming("s3 receives…", "19 s3 receives…"))
        .containsExactly("a.md:6: expected the number of a step, and what happens");
  }
}
