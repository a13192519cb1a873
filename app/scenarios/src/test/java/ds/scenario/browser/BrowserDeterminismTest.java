package ds.scenario.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ds.scenario.determinism.Child;
import ds.scenario.determinism.StepHashMain;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The browser runs the same nodes in the same simulated world: compiled to JavaScript by TeaVM, a
/// seed gives the same steps as on the JVM. Node.js stands in for the browser.
class BrowserDeterminismTest {

  private static final String[] RUNS = {
    "paxos", "1", "paxos", "2", "raft", "1", "raft", "2", "figure8", "3", "raft-leases", "4"
  };

  /// The compiler runs once and briefly: thorough optimization of itself triples its time.
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @TempDir private Path folder;

  @Test
  @DisplayName("the same scenario and seed take the same steps in JavaScript")
  void sameSteps() {
    Optional<Path> engine = engine();
    assumeThat(engine)
        .as("skipped: there is no `node` (Node.js) on the PATH to run the browser's program")
        .isPresent();
    Child.linesOfJava(
        QUICK_START, BrowserBuild.class, StepHashMain.class.getName(), folder.toString());
    List<String> command = new ArrayList<>();
    command.add(engine.orElseThrow().toString());
    command.add("-e");
    command.add("require(process.argv[1]).main(process.argv.slice(2))");
    command.add(folder.resolve(BrowserBuild.FILE).toString());
    command.addAll(List.of(RUNS));
    assertThat(Child.linesOf(command)).isEqualTo(StepHashMain.lines(RUNS));
  }

  private static Optional<Path> engine() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
