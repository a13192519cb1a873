package ds.exercise.grading;

import static org.assertj.core.api.Assertions.assertThat;

import ds.exercise.ping.PingExercise;
import ds.exercise.ping.PingMessage;
import ds.exercise.task.Material;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.history.Verdict;
import ds.lab.scenario.Property;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What runs amount to.
class ExaminerTest {

  private static final Path ROOT = Path.of(System.getProperty("ds.root", "../.."));

  @Test
  @DisplayName("a run of which nobody can tell whether it is right is no pass")
  void unknown() {
    Solution<PingMessage> right =
        Bank.load("ping", Material.of(ROOT, "ping").solution(), PingExercise.EXERCISE);
    TestCase<PingMessage> plain = PingExercise.EXERCISE.tests().getFirst();
    var riddle = new Property.Judged<PingMessage>("riddle", _ -> new Verdict.Unknown<>("too hard"));
    TestCase<PingMessage> test =
        new TestCase<>(
            "a-riddle", "solves it", 1, 3, solution -> plain.open(solution).promising(riddle));
    Mark mark = new Examiner<>(right, () -> {}).examine(test, 7, 3);
    assertThat(mark.result()).isEqualTo(Mark.Result.UNKNOWN);
    assertThat(mark.isPassed()).isFalse();
    assertThat(mark.property()).isEqualTo("riddle");
    assertThat(mark.seed()).isEqualTo(7);
  }
}
