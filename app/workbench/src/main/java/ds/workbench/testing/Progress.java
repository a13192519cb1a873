package ds.workbench.testing;

import ds.workbench.terminal.StatusLine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Listens to Maven: shows which class is tested, and remembers what no report will tell, such as
/// sources that do not compile or a test that took its JVM with it.
final class Progress {

  private static final Pattern ROOM = Pattern.compile("\\[INFO] Building (\\w+): .*\\[\\d+/\\d+]");
  private static final Pattern RUNNING = Pattern.compile("\\[INFO] Running ([\\w.$]+)");
  private static final Pattern RAN =
      Pattern.compile(
          "\\[\\w+] Tests run: (\\d+), Failures: (\\d+), Errors: (\\d+), Skipped: (\\d+),"
              + " Time elapsed: ([\\d.,]+ s).* in ([\\w.$]+)");

  /// A warning of the compiler is an error for us, though not in the words of Maven.
  private static final Pattern WARNING = Pattern.compile("\\[WARNING](.*\\.java:\\[\\d+.*)");

  private static final Pattern FORK =
      Pattern.compile("\\[ERROR].*(forked VM terminated|in the fork|timeout).*");

  /// Maven's advice to people who run Maven.
  private static final Pattern ADVICE =
      Pattern.compile(
          ".*(\\[Help \\d]|full stack trace|-X switch|After correcting|mvn <args>|For more"
              + " inf).*|\\s*");

  /// More lines of Maven's than these do not make its trouble clearer.
  private static final int PROBLEM_LINES_MAX = 60;

  private final PrintWriter out;
  private final StatusLine status;
  private final Set<String> running = new LinkedHashSet<>();
  private final List<String> errors = new ArrayList<>();
  private boolean forkDied;

  Progress(PrintWriter out) {
    this.out = out;
    this.status = new StatusLine(out);
  }

  void hear(String line) {
    Matcher ran = RAN.matcher(line);
    Matcher starting = RUNNING.matcher(line);
    Matcher room = ROOM.matcher(line);
    Matcher warning = WARNING.matcher(line);
    if (ran.matches()) {
      running.remove(ran.group(6));
      showRan(ran);
    } else if (starting.matches()) {
      running.add(starting.group(1));
      status.show("  … testing " + simple(starting.group(1)));
    } else if (room.matches()) {
      status.show("  … building " + room.group(1));
    } else if (line.startsWith("[ERROR]")) {
      errors.add(line.substring("[ERROR]".length()).stripTrailing());
      forkDied |= FORK.matcher(line).matches();
    } else if (warning.matches()) {
      errors.add(warning.group(1).stripTrailing());
    }
  }

  private void showRan(Matcher ran) {
    int bad = Integer.parseInt(ran.group(2)) + Integer.parseInt(ran.group(3));
    String mark = bad > 0 ? "FAIL" : "ok";
    status.clear();
    out.printf("  %-4s %-44s %4s %9s%n", mark, simple(ran.group(6)), ran.group(1), ran.group(5));
    out.flush();
  }

  /// What Maven complained of besides failed tests, in its own words.
  ///
  /// @param failed whether Maven as a whole failed
  List<String> problems(boolean failed) {
    status.clear();
    var problems = new ArrayList<String>();
    if (failed || forkDied) {
      errors.stream()
          .filter(line -> !ADVICE.matcher(line).matches())
          .limit(PROBLEM_LINES_MAX)
          .forEach(problems::add);
    }
    running.forEach(name -> problems.add(" " + simple(name) + " began and never ended"));
    return problems;
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
