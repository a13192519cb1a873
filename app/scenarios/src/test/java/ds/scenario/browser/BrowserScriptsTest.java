package ds.scenario.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ds.lab.script.file.ScriptFile;
import ds.scenario.determinism.Child;
import ds.scenario.script.ScriptFolder;
import ds.scenario.script.ScriptsMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The browser plays the same scripts and prints the same lines. Node.js stands in for it.
class BrowserScriptsTest {

  /// Refused with the same words, too.
  private static final List<String> MISTAKES =
      List.of(
          "cluster 3\ncrsh s1", "cluster 0", "cluster 3\ndeliver s1->s2", "cluster 3\nelect s9");

  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @TempDir private Path folder;

  @Test
  @DisplayName("every script prints the same lines in JavaScript")
  void sameLines() throws IOException {
    Optional<Path> engine = engine();
    assumeThat(engine)
        .as("skipped: there is no `node` (Node.js) on the PATH to run the browser's program")
        .isPresent();
    Child.linesOfJava(
        QUICK_START, BrowserBuild.class, ScriptsMain.class.getName(), folder.toString());
    List<String> scripts = scripts();
    List<String> command = new ArrayList<>();
    command.add(engine.orElseThrow().toString());
    command.add("-e");
    command.add("require(process.argv[1]).main(process.argv.slice(2))");
    command.add(folder.resolve(BrowserBuild.FILE).toString());
    command.addAll(scripts);
    assertThat(Child.linesOf(command)).isEqualTo(ScriptsMain.lines(scripts.toArray(new String[0])));
  }

  private static List<String> scripts() throws IOException {
    List<String> scripts = new ArrayList<>();
    for (ScriptFile file : ScriptFile.all(ScriptFolder.find())) {
      scripts.add(file.protocol());
      scripts.add(Files.readString(file.path()));
    }
    for (String mistake : MISTAKES) {
      scripts.add("raft");
      scripts.add(mistake);
    }
    return scripts;
  }

  private static Optional<Path> engine() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
