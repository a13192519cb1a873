package ds.workbench.grade;

import ds.exercise.grading.Mark;
import ds.exercise.task.Exercise;
import ds.exercise.task.TestCase;
import java.util.List;
import java.util.Optional;

/// What a submission is worth.
///
/// @param submission the folder's name
/// @param problem why nothing could be tried: it does not compile, or the guard objects; else empty
/// @param marks of all tests, in order; empty if nothing could be tried
/// @param story the first failure, told; empty if there is none
public record Grade(String submission, String problem, List<Mark> marks, List<String> story) {

  public Grade {
    marks = List.copyOf(marks);
    story = List.copyOf(story);
  }

  static Grade refused(String submission, String problem) {
    return new Grade(submission, problem, List.of(), List.of());
  }

  /// The points it has reached.
  int points(Exercise<?> exercise) {
    int points = 0;
    for (TestCase<?> test : exercise.tests()) {
      points += points(test);
    }
    return points;
  }

  int points(TestCase<?> test) {
    return mark(test).filter(Mark::isPassed).map(_ -> test.points()).orElse(0);
  }

  /// What became of a test; empty if nothing could be tried.
  Optional<Mark> mark(TestCase<?> test) {
    return marks.stream().filter(it -> it.test().equals(test.name())).findFirst();
  }

  /// What a learner should read about a test.
  String words(TestCase<?> test) {
    return mark(test)
        .map(mark ->
            mark.isPassed()
                ? "passed"
                : mark.property() + ": " + mark.why() + (mark.seed() == 0 ? "" : seed(mark)))
        .orElse(problem);
  }

  private static String seed(Mark mark) {
    return " (seed " + mark.seed() + ")";
  }
}
