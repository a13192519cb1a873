package ds.workbench.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter out = new StringWriter();
  private final Progress progress = new Progress(new PrintWriter(out));

  @Test
  @DisplayName("a class that ran is one line")
  void ran() {
    progress.hear("[INFO] Running ds.core.XTest");
    progress.hear(
        "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.25 s"
            + " -- in ds.core.XTest");
    assertThat(out.toString()).startsWith("  ok   XTest ").endsWith(" 3    0.25 s\n");
    assertThat(progress.problems(false)).isEmpty();
  }

  @Test
  @DisplayName("a failure is marked")
  void failed() {
    progress.hear(
        "[ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 1.2 s"
            + " <<< FAILURE! -- in ds.core.XTest");
    assertThat(out.toString()).startsWith("  FAIL XTest ");
  }

  @Test
  @DisplayName("a class that began and never ended is a problem, even if Maven is content")
  void neverEnded() {
    progress.hear("[INFO] Running ds.core.XTest");
    assertThat(progress.problems(false)).containsExactly(" XTest began and never ended");
  }

  @Test
  @DisplayName("a test JVM that died is a problem, even if Maven is content")
  void died() {
    progress.hear("[ERROR] The forked VM terminated without saying properly goodbye.");
    assertThat(progress.problems(false)).hasSize(1);
  }

  @Test
  @DisplayName("when Maven fails its errors are shown, its advice is not")
  void mavenFailed() {
    progress.hear("[ERROR] X.java:[1,1] cannot find symbol");
    progress.hear("[ERROR] ");
    progress.hear("[ERROR] -> [Help 1]");
    assertThat(progress.problems(true)).containsExactly(" X.java:[1,1] cannot find symbol");
  }

  @Test
  @DisplayName("a warning of the compiler is shown when it made Maven fail")
  void warning() {
    progress.hear("[WARNING] /x/X.java:[1,1] [UnusedVariable] never read");
    progress.hear("[ERROR] warnings found and -Werror specified");
    assertThat(progress.problems(true))
        .containsExactly(
            " /x/X.java:[1,1] [UnusedVariable] never read",
            " warnings found and -Werror specified");
    assertThat(progress.problems(false)).isEmpty();
  }
}
