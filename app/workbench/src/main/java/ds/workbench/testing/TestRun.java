package ds.workbench.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One run of the tests by Maven.
public final class TestRun {

  private final Path root;
  private final Path log;
  private final PrintWriter out;

  /// @param root the folder with the root `pom.xml`
  /// @param out where progress is told
  public TestRun(Path root, PrintWriter out) {
    this.root = root;
    this.log = root.resolve(".ds/test.log");
    this.out = out;
  }

  /// Runs all tests, or those wanted, and tells how they ended.
  public TestSummary run(Optional<TestPattern> wanted) throws IOException, InterruptedException {
    Report.deleteAll(root);
    Files.createDirectories(log.getParent());
    var progress = new Progress(out);
    Process maven =
        new ProcessBuilder(command(wanted))
            .directory(root.toFile())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = maven.inputReader(StandardCharsets.UTF_8);
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
      maven.getOutputStream().close();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        copy.println(line);
        progress.hear(line);
      }
    }
    boolean failed = maven.waitFor() != 0;
    return new TestSummary(Report.readAll(root), progress.problems(failed), log);
  }

  /// A failed test must not keep Maven from testing the rooms that rest on this one; whether one
  /// failed is read from the reports.
  private List<String> command(Optional<TestPattern> wanted) {
    var command = new ArrayList<String>();
    command.add(root.resolve("mvnw").toString());
    command.addAll(List.of("-B", "-ntp", "--fail-at-end", "-Dmaven.test.failure.ignore=true"));
    wanted.ifPresent(pattern -> {
      command.add("-Dtest=" + pattern.surefire());
      command.add("-Dsurefire.failIfNoSpecifiedTests=false");
    });
    String more = System.getenv().getOrDefault("DS_MAVEN_ARGS", "");
    if (!more.isBlank()) {
      command.addAll(List.of(more.strip().split("\\s+")));
    }
    command.add("test");
    return command;
  }
}
