package ds.scenario.browser;

import static org.assertj.core.api.Assertions.assertThat;

import ds.scenario.determinism.StepHashMain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The browser runs the same nodes in the same simulated world: compiled to JavaScript by TeaVM, a
/// seed gives the same steps as on the JVM.
class BrowserDeterminismTest {

  private static final String[] RUNS = {
    "paxos", "1", "paxos", "2", "raft", "1", "raft", "2", "figure8", "3", "raft-leases", "4"
  };

  @TempDir private Path folder;

  @Test
  @DisplayName("the same scenario and seed take the same steps in JavaScript")
  void sameSteps() {
    assertThat(BrowserProgram.lines(StepHashMain.class, folder, List.of(RUNS)))
        .isEqualTo(StepHashMain.lines(RUNS));
  }
}
