package ds.exercise.raft;

import static org.assertj.core.api.Assertions.assertThat;

import ds.exercise.grading.Examiner;
import ds.exercise.grading.Mark;
import ds.exercise.raft.tests.RaftExercise;
import ds.exercise.task.TestCase;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the exercise promises holds of any sound Raft, so also of the one that is used in earnest.
class ProductionTest {

  static List<TestCase<RaftMessage>> tests() {
    return RaftExercise.EXERCISE.tests();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void passes(TestCase<RaftMessage> test) {
    var examiner = new Examiner<>(new Production(), () -> {});
    int runs = Integer.getInteger("ds.runs", test.runs()); // more, for a campaign
    assertThat(examiner.examine(test, 1, runs))
        .isEqualTo(new Mark(test.name(), Mark.Result.PASSED, runs, 0, "", ""));
  }
}
