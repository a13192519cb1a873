package ds.exercise.grading;

import ds.exercise.sandbox.Guard;
import ds.exercise.sandbox.Sandbox;
import ds.exercise.task.Bug;
import ds.exercise.task.Exercise;
import ds.exercise.task.Material;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.source.MemoryCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// The bug bank of an exercise: who catches whom. A test that catches none of them is untested.
public final class Bank<M> {

  /// Where the seeds begin: the same bugs are caught by the same seeds every time.
  private static final long SEED = 1;

  private final Exercise<M> exercise;
  private final Material material;

  public Bank(Exercise<M> exercise, Material material) {
    this.exercise = exercise;
    this.material = material;
  }

  /// What becomes of one bug.
  ///
  /// @param marks of the tests that were tried, in order
  public record Row(Bug bug, List<Mark> marks) {
    public Row {
      marks = List.copyOf(marks);
    }

    /// The first mark that is no pass.
    public Optional<Mark> caught() {
      return marks.stream().filter(mark -> !mark.isPassed()).findFirst();
    }

    /// Whether the property that broke first is the one that names the cause.
    public boolean isNamed() {
      return caught().filter(mark -> mark.property().equals(bug.shows())).isPresent();
    }
  }

  /// Tries tests on a bug until one fails.
  public Row untilCaught(Bug bug) {
    Examiner<M> examiner = new Examiner<>(planted(bug), () -> {});
    List<Mark> marks = new ArrayList<>();
    for (TestCase<M> test : exercise.tests()) {
      marks.add(examiner.examine(test, SEED, test.runs()));
      if (!marks.getLast().isPassed()) {
        break;
      }
    }
    return new Row(bug, marks);
  }

  /// Tries every test on a bug.
  public Row inFull(Bug bug) {
    Examiner<M> examiner = new Examiner<>(planted(bug), () -> {});
    return new Row(
        bug, exercise.tests().stream().map(it -> examiner.examine(it, SEED, it.runs())).toList());
  }

  /// The story that a learner with this bug is told.
  public List<Told> story(Row row) {
    Mark mark = row.caught().orElseThrow();
    TestCase<M> test = exercise.find(mark.test()).orElseThrow();
    return new Examiner<>(planted(row.bug()), () -> {}).story(test, mark.seed(), "");
  }

  /// The matrix as Markdown: a row for each bug, a column for each test, `×` where it is caught.
  public String matrix(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append("# Who catches whom: ").append(exercise.name()).append("\n\n");
    text.append("Written by `./ds bank ").append(exercise.name());
    text.append(" --rewrite`: each bug of `bugs/` in the solution, each test under its seeds");
    text.append(" from 1 on.\n\n");
    int number = 0;
    for (TestCase<M> test : exercise.tests()) {
      text.append(++number).append(". `").append(test.name()).append("`\n");
    }
    text.append("\n| bug | shows |");
    for (int i = 1; i <= number; i++) {
      text.append(' ').append(i).append(" |");
    }
    text.append("\n|---|---|").append(":-:|".repeat(number)).append('\n');
    for (Row row : rows) {
      text.append("| ").append(row.bug().name()).append(" | ").append(row.bug().shows());
      text.append(" |");
      row.marks().forEach(mark -> text.append(mark.isPassed() ? "   |" : " × |"));
      text.append('\n');
    }
    return text.toString();
  }

  private Solution<M> planted(Bug bug) {
    return load("bug " + bug.name(), bug.plantedInto(material.solution()), exercise);
  }

  /// Loads sources of this house as a learner's.
  ///
  /// @param name what complaints call them
  /// @throws IllegalArgumentException if they do not compile, or the guard objects
  public static <M> Solution<M> load(
      String name, SortedMap<String, String> sources, Exercise<M> exercise) {
    SortedMap<String, byte[]> classes = MemoryCompiler.compileAll(name, sources);
    List<String> objections = Guard.objections(classes, exercise);
    if (!objections.isEmpty()) {
      throw new IllegalArgumentException(name + ":\n" + String.join("\n", objections));
    }
    return new Sandbox<>(classes, exercise);
  }
}
