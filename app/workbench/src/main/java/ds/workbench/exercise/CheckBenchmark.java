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

/// How long a learner waits for an answer.
public final class CheckBenchmark<M> {

  private static final double SECOND = 1e9;

  private final Exercise<M> exercise;
  private final Workplace house;
  private final PrintWriter out;

  public CheckBenchmark(Exercise<M> exercise, PrintWriter out) {
    this.exercise = exercise;
    this.house = Workplace.of(ExerciseChoice.root(), exercise, Optional.empty());
    this.out = out;
  }

  /// Checks the solution and every bug, each from its sources on, under the seeds from 1 on.
  public Exit run() throws InterruptedException {
    SortedMap<String, String> solution = house.material().solution();
    boolean isRight = time("the solution", solution, Exit.OK).isPresent();
    List<Double> seconds = new ArrayList<>();
    List<Bug> bugs = house.material().bugs();
    for (Bug bug : bugs) {
      time(bug.name(), bug.plantedInto(solution), Exit.FAILED).ifPresent(seconds::add);
    }
    seconds.sort(null);
    if (!seconds.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "to the story: %.1f s at the median of %d bugs, %.1f s at most%n",
          seconds.get(seconds.size() / 2),
          seconds.size(),
          seconds.getLast());
    }
    out.flush();
    return isRight && seconds.size() == bugs.size() ? Exit.OK : Exit.FAILED;
  }

  /// @return how long it took; empty if it ended otherwise than expected
  private Optional<Double> time(String name, Map<String, String> sources, Exit expected)
      throws InterruptedException {
    Path folder = written(sources);
    try {
      var workplace = new Workplace(house.root(), exercise, folder);
      long begun = System.nanoTime();
      Exit exit =
          new Check<>(exercise, workplace, new PrintWriter(Writer.nullWriter()))
              .run(exercise.tests(), new Check.Attempt(1, Optional.empty()));
      double seconds = (System.nanoTime() - begun) / SECOND;
      String fate = exit == expected ? "" : "  but it ended with " + exit;
      out.printf(Locale.ROOT, "%6.1f s  %s%s%n", seconds, name, fate);
      out.flush();
      return exit == expected ? Optional.of(seconds) : Optional.empty();
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
