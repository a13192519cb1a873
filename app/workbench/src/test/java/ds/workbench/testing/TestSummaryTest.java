package ds.workbench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ds.workbench.testing.Outcome.Failed;
import ds.workbench.testing.Outcome.Passed;
import ds.workbench.testing.Outcome.Skipped;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestSummaryTest {

  private static final Report PASSED = new Report("XTest", "good", new Passed());
  private static final Report SKIPPED = new Report("XTest", "later", new Skipped("no node here"));
  private static final Report FAILED =
      new Report("XTest", "bad(int)[1]", new Failed("no", "expected 1\nbut was 2"));

  private static TestSummary summary(List<String> problems, Report... reports) {
    return new TestSummary(List.of(reports), problems, Path.of("test.log"));
  }

  private static String printed(TestSummary summary) {
    var text = new StringWriter();
    summary.print(new PrintWriter(text));
    return text.toString();
  }

  @Test
  @DisplayName("failed and skipped tests are told with their reasons, the count comes last")
  void story() {
    assertThat(printed(summary(List.of(), PASSED, SKIPPED, FAILED)))
        .isEqualTo(
            """

            Skipped:
              XTest.later: no node here

            Failed:
              XTest.bad(int)[1]
                expected 1
                but was 2
                again: ./ds test 'XTest#bad'

            1 passed, 1 failed, 1 skipped
            """);
  }

  @Test
  @DisplayName("good is only a run in which something passed and nothing went wrong")
  void good() {
    assertThat(summary(List.of(), PASSED, SKIPPED).isGood()).isTrue();
    assertThat(summary(List.of(), PASSED, FAILED).isGood()).isFalse();
    assertThat(summary(List.of("does not compile"), PASSED).isGood()).isFalse();
    assertThat(summary(List.of(), SKIPPED).isGood()).isFalse();
    assertThat(summary(List.of()).isGood()).isFalse();
  }
}
