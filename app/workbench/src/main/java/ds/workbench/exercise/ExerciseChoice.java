package ds.workbench.exercise;

import ds.exercise.Exercises;
import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import ds.workbench.terminal.Complaint;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Parameters;

/// The argument with which commands open an exercise.
public final class ExerciseChoice {

  /// The names that a shell offers.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The exercise; './ds exercises' lists them.")
  private String name;

  /// The exercise of that name.
  public Exercise<?> open() {
    return Exercises.find(name).orElseThrow(() -> Complaint.unknown("exercise", name, names()));
  }

  /// The test of that name.
  public static <M> TestCase<M> test(Exercise<M> exercise, String name) {
    return exercise
        .find(name)
        .orElseThrow(() ->
            Complaint.unknown(
                "test", name, exercise.tests().stream().map(TestCase::name).toList()));
  }

  private static List<String> names() {
    return Exercises.all().stream().map(it -> it.name()).toList();
  }
}
