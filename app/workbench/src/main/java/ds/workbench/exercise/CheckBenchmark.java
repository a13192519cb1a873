package ds.workbench.exercise;

import ds.exercise.task.Bug;
import ds.exercise.task.Exercise;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// How long a learner waits for an answer, and how long the answer is.
public final class CheckBenchmark<M> {

  private static final double SECOND = 1e9;

  /// One check.
  ///
  /// @param steps of the story that was told
  private record Waited(double seconds, int steps) {}

  private final Exercise<M> exercise;
  private final Workplace house;
  private final PrintWriter out;

  public CheckBenchmark(Exercise<M> exercise, PrintWriter out) {
    this.exercise = exercise;
    this.house = Workplace.of(exercise);
    this.out = out;
  }

  /// Checks the solution and every bug, each from its sources on, under the seeds from 1 on.
  public Exit run() throws InterruptedException {
    SortedMap<String, String> solution = house.material().solution();
    boolean isRight = time("the solution", solution, Exit.OK).isPresent();
    List<Waited> all = new ArrayList<>();
    List<Bug> bugs = house.material().bugs();
    for (Bug bug : bugs) {
      time(bug.name(), bug.plantedInto(solution), Exit.FAILED).ifPresent(all::add);
    }
    if (!all.isEmpty()) {
      List<Double> seconds = all.stream().map(Waited::seconds).sorted().toList();
      List<Integer> steps = all.stream().map(Waited::steps).sorted().toList();
      int median = all.size() / 2;
      out.printf(
          Locale.ROOT,
          "to the story: %.1f s at the median of %d bugs, %.1f s at most%n"
              + "the story: %d steps at the median, %d at most%n",
          seconds.get(median),
          all.size(),
          seconds.getLast(),
          steps.get(median),
          steps.getLast());
    }
    out.flush();
    return isRight && all.size() == bugs.size() ? Exit.OK : Exit.FAILED;
  }

  /// @return empty if it ended otherwise than expected
  private Optional<Waited> time(String name, Map<String, String> sources, Exit expected)
      throws InterruptedException {
    Path folder = written(sources);
    try {
      var workplace = new Workplace(house.root(), exercise, folder);
      long begun = System.nanoTime();
      var check = new Check<>(exercise, workplace, new PrintWriter(Writer.nullWriter()));
      Exit exit = check.run(exercise.tests(), new Check.Attempt(1, Optional.empty()));
      double seconds = (System.nanoTime() - begun) / SECOND;
      String fate = exit == expected ? "" : "  but it ended with " + exit;
      int steps = check.stepsTold();
      out.printf(Locale.ROOT, "%6.1f s %4d steps  %s%s%n", seconds, steps, name, fate);
      out.flush();
      return exit == expected ? Optional.of(new Waited(seconds, steps)) : Optional.empty();
    } finally {
      delete(folder);
    }
  }

  private static Path written(Map<String, String> sources) {
    try {
      Path folder = Files.createTempDirectory("ds-check");
      for (Map.Entry<String, String> each : sources.entrySet()) {
        Path file = folder.resolve(each.getKey());
        Files.createDirectories(file.getParent());
        Files.writeString(file, each.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE, "no temporary folder can be written: " + e, "expected some space");
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) { // a temporary folder that stays harms nobody
      folder.toFile().deleteOnExit();
    }
  }
}
