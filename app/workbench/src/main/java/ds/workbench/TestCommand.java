package ds.workbench;

import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.testing.TestPattern;
import ds.workbench.testing.TestRun;
import ds.workbench.testing.TestSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs the tests of all rooms, or those that a pattern names.
@Command(
    name = "test",
    description =
        "Run the tests, or those that PATTERN names, and list what failed and what was skipped.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds test                          everything",
      "  ./ds test PaxosPaperTest           a class",
      "  ./ds test PaxosPaperTest#promise   the methods of a class that contain 'promise'",
      "  ./ds test snapshot                 every class and method that contains 'snapshot'",
    })
final class TestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "A class, Class#method, or a part of a class or method name.")
  private @Nullable String pattern;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Checkout.here().root();
    Optional<TestPattern> wanted = Optional.ofNullable(pattern).map(it -> TestPattern.of(it, root));
    var out = spec.commandLine().getOut();
    TestSummary summary = new TestRun(root, out).run(wanted);
    if (summary.isEmpty() && summary.problems().isEmpty() && pattern != null) {
      throw Complaint.of(
          Exit.USAGE,
          "no test matches '" + pattern + "'",
          "expected a class, Class#method or a part of such a name"
              + Complaint.suggestion(pattern, TestPattern.classes(root)));
    }
    summary.print(out);
    return (summary.isGood() ? Exit.OK : Exit.FAILED).code();
  }
}
