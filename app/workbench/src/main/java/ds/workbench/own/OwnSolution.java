package ds.workbench.own;

import ds.exercise.sandbox.Sandbox;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.scenario.Scenario;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// A learner's solution as scenarios: each test of the exercise is one, `ping/a-lost-question`.
public final class OwnSolution {

  private OwnSolution() {}

  /// The tests that can be opened, of which one has to.
  ///
  /// @param classes to which the guard has no objections
  /// @param wanted the name of a test
  public static <M> OwnScenarios of(
      Exercise<M> exercise, SortedMap<String, byte[]> classes, String wanted) {
    List<Scenario<?>> scenarios = new ArrayList<>();
    for (TestCase<M> test : exercise.tests()) {
      try {
        Solution<M> solution = new Sandbox<>(classes, exercise);
        scenarios.add(test.open(solution).renamed(name(exercise, test.name())));
      } catch (RuntimeException e) { // somebody else's code: it may throw anything
        if (test.name().equals(wanted)) {
          throw Complaint.of(
              Exit.FAILED, String.valueOf(e.getMessage()), "expected what the handout asks for");
        }
      }
    }
    return new OwnScenarios(scenarios);
  }

  /// What links call a test of an exercise.
  public static String name(Exercise<?> exercise, String test) {
    return exercise.name() + "/" + test;
  }
}
