package ds.exercise.task;

import ds.core.Check;
import ds.lab.scenario.Scenario;
import java.util.function.Function;

/// One claim about a learner's nodes, tried under many seeds. It knows the nodes by what they send
/// and report, so any design passes that keeps the promises.
///
/// What a promise means, and why it must hold, stands in the handout under the name of the
/// property: a learner reads the same sentence before and after it broke.
///
/// @param name unique in its exercise, in lower case with hyphens: `a-lost-question`
/// @param claim what the nodes do, in a sentence without a full stop
/// @param points what it is worth
/// @param runs how many seeds a check tries
/// @param scenario what happens to the nodes of a solution, and what is promised
public record TestCase<M>(
    String name, String claim, int points, int runs, Function<Solution<M>, Scenario<M>> scenario) {

  /// The most seeds that one check may try for a claim.
  public static final int RUNS_MAX = 1_000;

  public TestCase {
    Check.that(name.matches("[a-z0-9]+(-[a-z0-9]+)*"), "a test is named in lower case: " + name);
    Check.that(points >= 1, "a test is worth something");
    Check.that(1 <= runs && runs <= RUNS_MAX, "a test tries 1 to 1,000 seeds");
  }

  /// The scenario for a solution, under the name of the test.
  public Scenario<M> open(Solution<M> solution) {
    return scenario.apply(solution).renamed(name).about(claim);
  }
}
