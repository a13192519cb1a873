package ds.scenario.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ds.scenario.determinism.Child;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A Java program as a browser runs it: compiled to JavaScript. Node.js stands in for the browser.
final class BrowserProgram {

  /// The compiler runs once and briefly: thorough optimization of itself triples its time.
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private BrowserProgram() {}

  /// What the program prints. Without Node.js the test that asks is skipped.
  ///
  /// @param folder where the JavaScript is put
  static List<String> lines(Class<?> program, Path folder, List<String> arguments) {
    Optional<Path> engine = engine();
    assumeTrue(
        engine.isPresent(),
        "there is no `node` (Node.js) on the PATH to run the browser's program");
    Child.linesOfJava(QUICK_START, BrowserBuild.class, program.getName(), folder.toString());
    List<String> command = new ArrayList<>();
    command.add(engine.orElseThrow().toString());
    command.add("-e");
    command.add("require(process.argv[1]).main(process.argv.slice(2))");
    command.add(folder.resolve(BrowserBuild.FILE).toString());
    command.addAll(arguments);
    return Child.linesOf(command);
  }

  private static Optional<Path> engine() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "node"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
