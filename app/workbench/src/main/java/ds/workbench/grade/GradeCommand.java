package ds.workbench.grade;

import ds.exercise.Exercises;
import ds.exercise.task.Exercise;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.StatusLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Grades a folder of submissions.
@Command(
    name = "grade",
    description = {
      "Grade each sub-folder and each .zip of DIR: a project as './ds start' lays it out, or",
      "anything with the exercise's package in it. All are tried under the same seeds, several at a"
          + " time, each in a",
      "process of its own. Grades are written down as they come, beside the table: after Ctrl-C"
          + " the",
      "same command goes on, and what has not changed since is not tried again.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if every submission was graded, whatever the grades.",
      "",
      "Examples:",
      "  ./ds grade submissions --exercise raft",
      "  ./ds grade submissions --exercise raft --out raft.csv --json raft.json",
      "  ./ds grade . --exercise ping --gradescope results     one results.json for each",
      "  ./ds grade . --exercise ping --github                 annotations for a workflow",
    })
public final class GradeCommand implements Callable<Integer> {

  private static final double SECOND = 1e9;

  /// How long the bar is that shows how far it is.
  private static final int BAR = 20;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of submissions, or a single one.")
  private Path folder;

  @Option(
      names = "--exercise",
      paramLabel = "NAME",
      description = "What was to be written (what the submissions' packages say, if left out).")
  private @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "grades.csv",
      description =
          "The table (${DEFAULT-VALUE}). What is known so far lies beside it, in FILE.book.")
  private Path csv;

  @Option(names = "--json", paramLabel = "FILE", description = "Write all that is known as JSON.")
  private @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Write JUnit's XML.")
  private @Nullable Path junit;

  @Option(
      names = "--gradescope",
      paramLabel = "DIR",
      description = "Write Gradescope's results.json into DIR/SUBMISSION/.")
  private @Nullable Path gradescope;

  @Option(names = "--github", description = "Print GitHub annotations.")
  private boolean github;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed of each test (${DEFAULT-VALUE}); keep it secret till the end.")
  private long seed;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many at a time (as many as there are processors, if left out).")
  private @Nullable Integer parallel;

  @Override
  public Integer call() throws InterruptedException {
    if (!Files.isDirectory(folder)) {
      throw Complaint.of(Exit.MISSING, folder + " is no folder", "expected one with submissions");
    }
    int threads = parallel == null ? Runtime.getRuntime().availableProcessors() : parallel;
    if (threads < 1 || seed < 0) {
      throw Complaint.of(
          Exit.USAGE, "--parallel begins with 1 and --seed with 0", "expected more than that");
    }
    return grade(exercise(), threads).code();
  }

  private Exercise<?> exercise() {
    List<String> names = Exercises.all().stream().map(it -> it.name()).toList();
    String wanted = name;
    if (wanted != null) {
      return Exercises.find(wanted).orElseThrow(() -> Complaint.unknown("exercise", wanted, names));
    }
    try {
      for (Exercise<?> exercise : Exercises.all()) {
        for (Submission submission : Submission.in(folder.toAbsolutePath(), exercise)) {
          if (submission.isOf(exercise)) {
            return exercise;
          }
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw Complaint.of(
        Exit.USAGE,
        "no exercise is recognised in " + folder,
        "expected --exercise, one of " + names);
  }

  private <M> Exit grade(Exercise<M> exercise, int threads) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Submission> submissions;
    try {
      submissions = Submission.in(folder.toAbsolutePath().normalize(), exercise);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (submissions.isEmpty()) {
      throw Complaint.of(
          Exit.MISSING,
          "there is no submission in " + folder,
          "expected a sub-folder or a .zip for each");
    }
    var status = new StatusLine(out);
    var done = new AtomicInteger();
    long begun = System.nanoTime();
    List<Grade> grades;
    try (GradeBook book = GradeBook.open(Path.of(csv + ".book"))) {
      grades =
          new Grading<>(exercise, book, seed)
              .of(
                  submissions,
                  threads,
                  grade ->
                      status.show(progress(done.incrementAndGet(), submissions.size(), begun)));
      status.clear();
      write(exercise, grades);
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE, "cannot write " + e.getMessage(), "expected a place one may write to");
    }
    tell(out, exercise, grades);
    tellLeftAside(out, submissions);
    out.printf(
        Locale.ROOT,
        "%n%d graded in %.0f s; the table is in %s%n",
        grades.size(),
        (System.nanoTime() - begun) / SECOND,
        csv);
    out.flush();
    return Exit.OK;
  }

  private static String progress(int done, int all, long begun) {
    double seconds = (System.nanoTime() - begun) / SECOND;
    int full = BAR * done / all;
    return String.format(
        Locale.ROOT,
        "  %s%s  %d of %d graded, %.0f s, about %.0f s left",
        "█".repeat(full),
        "░".repeat(BAR - full),
        done,
        all,
        seconds,
        seconds / done * (all - done));
  }

  private void write(Exercise<?> exercise, List<Grade> grades) throws IOException {
    Files.writeString(csv, Csv.of(exercise, grades));
    if (json != null) {
      Files.writeString(json, Json.of(exercise, seed, grades));
    }
    if (junit != null) {
      Files.writeString(junit, JunitXml.of(exercise, grades));
    }
    if (gradescope != null) {
      for (Grade grade : grades) {
        Path each = Files.createDirectories(gradescope.resolve(grade.submission()));
        Files.writeString(each.resolve("results.json"), Gradescope.of(exercise, grade));
      }
    }
  }

  private void tell(PrintWriter out, Exercise<?> exercise, List<Grade> grades) {
    for (Grade grade : grades) {
      String problem = grade.problem().lines().limit(2).collect(Collectors.joining(" "));
      out.printf(
          "%-32s %3d / %d  %s%n",
          grade.submission(), grade.points(exercise), exercise.points(), problem);
    }
    if (github) {
      out.print(Annotations.of(exercise, grades));
    }
  }

  /// What somebody handed in is not passed over without a word.
  private void tellLeftAside(PrintWriter out, List<Submission> submissions) {
    boolean isOne = submissions.getFirst().place().equals(folder.toAbsolutePath().normalize());
    try {
      List<String> files = isOne ? List.of() : Submission.leftAside(folder);
      if (!files.isEmpty()) {
        out.println("not graded, neither folder nor .zip: " + String.join(", ", files));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Complaint unreadable(IOException e) {
    return Complaint.of(
        Exit.MISSING, folder + " cannot be read (" + e.getMessage() + ")", "expected a folder");
  }
}
