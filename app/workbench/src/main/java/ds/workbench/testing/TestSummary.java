package ds.workbench.testing;

import ds.workbench.testing.Outcome.Failed;
import ds.workbench.testing.Outcome.Passed;
import ds.workbench.testing.Outcome.Skipped;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/// What a run of the tests came to. Skipped tests are listed with their reasons: what nobody sees
/// missing, nobody misses.
///
/// @param problems what went wrong outside any test; with one of these no run is good
/// @param log everything that Maven said
public record TestSummary(List<Report> reports, List<String> problems, Path log) {

  /// Lines of a stack trace that are shown; the whole of it is in the log.
  private static final int TRACE_LINES_MAX = 12;

  public boolean isEmpty() {
    return reports.isEmpty();
  }

  /// True if at least one test ran and nothing failed.
  public boolean isGood() {
    return problems.isEmpty() && count(Failed.class) == 0 && count(Passed.class) > 0;
  }

  /// Prints the story, worst last, where a reader looks first.
  public void print(PrintWriter out) {
    printSkipped(out);
    printFailed(out);
    printProblems(out);
    out.printf(
        "%n%d passed, %d failed, %d skipped%n",
        count(Passed.class), count(Failed.class), count(Skipped.class));
    out.flush();
  }

  private void printSkipped(PrintWriter out) {
    if (count(Skipped.class) > 0) {
      out.printf("%nSkipped:%n");
    }
    for (Report report : reports) {
      if (report.outcome() instanceof Skipped(String reason)) {
        out.printf("  %s.%s: %s%n", report.className(), report.method(), reason);
      }
    }
  }

  private void printFailed(PrintWriter out) {
    if (count(Failed.class) > 0) {
      out.printf("%nFailed:%n");
    }
    for (Report report : reports) {
      if (report.outcome() instanceof Failed(var _, String trace)) {
        out.printf("  %s.%s%n", report.className(), report.method());
        trace.lines().limit(TRACE_LINES_MAX).forEach(line -> out.println("    " + line));
        out.printf("    again: ./ds test '%s'%n", again(report));
      }
    }
  }

  /// Without the arguments that a parameterized test has in its name.
  private static String again(Report report) {
    return report.className() + "#" + report.method().replaceFirst("[({\\[].*", "");
  }

  private void printProblems(PrintWriter out) {
    if (!problems.isEmpty()) {
      out.printf("%nBesides the tests, Maven said:%n");
      problems.forEach(line -> out.println(" " + line));
      out.println("  All of it is in " + log);
    }
  }

  private long count(Class<? extends Outcome> kind) {
    return reports.stream().filter(report -> kind.isInstance(report.outcome())).count();
  }
}
