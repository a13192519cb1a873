package ds.exercise.grading;

import ds.exercise.grading.Mark.Result;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.Violation;
import ds.lab.scenario.Scenario;
import ds.lab.story.Storyteller;
import ds.lab.story.Trace;
import ds.lab.story.shrink.Effort;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Tries the tests of an exercise on a solution, in this process.
public final class Examiner<M> {

  /// The property that every test has: nodes know of each other by messages alone.
  public static final String NOTHING_SHARED = "nodes share nothing";

  /// Steps that all trials of a shrinker take together: a second or two.
  private static final Effort EFFORT = Effort.steps(1_500_000);

  private final Solution<M> solution;
  private final Runnable afterRun;

  /// @param afterRun called after every run, as a sign of life
  public Examiner(Solution<M> solution, Runnable afterRun) {
    this.solution = solution;
    this.afterRun = afterRun;
  }

  /// Tries one test under `runs` seeds from `seed` on, until one fails.
  public Mark examine(TestCase<M> test, long seed, long runs) {
    Scenario<M> scenario;
    try {
      scenario = test.open(solution);
    } catch (RuntimeException e) {
      return new Mark(
          test.name(), Result.FAILED, 0, 0, Run.NO_FAILURE, String.valueOf(e.getMessage()));
    }
    for (long i = 0; i < runs; i++) {
      long chosen = seed + i;
      long tried = i + 1;
      Optional<Mark> fault =
          fault(test, new Run<>(scenario, chosen), chosen, tried)
              .or(() -> trespass(test, chosen, tried));
      if (fault.isPresent()) {
        return fault.get();
      }
      afterRun.run();
    }
    return Mark.passed(test.name(), runs);
  }

  private Optional<Mark> trespass(TestCase<M> test, long seed, long runs) {
    return solution
        .trespass()
        .map(why -> new Mark(test.name(), Result.FAILED, runs, seed, NOTHING_SHARED, why));
  }

  private static Mark unusable(TestCase<?> test, RuntimeException e) {
    String why = String.valueOf(e.getMessage());
    return new Mark(test.name(), Result.FAILED, 0, 0, Run.NO_FAILURE, why);
  }

  private Optional<Mark> fault(TestCase<M> test, Run<M> run, long seed, long runs) {
    Outcome outcome;
    try {
      outcome = run.toEnd();
    } catch (OutOfMemoryError e) {
      String why = "the run filled the memory; does the node forget what it needs no more?";
      return Optional.of(new Mark(test.name(), Result.STOPPED, runs, seed, Run.NO_FAILURE, why));
    } catch (RuntimeException | Error e) {
      String why = "what a node has sent or stated cannot be read: " + e.getClass().getSimpleName();
      return Optional.of(new Mark(test.name(), Result.FAILED, runs, seed, Run.NO_FAILURE, why));
    }
    if (outcome.violation().isPresent()) {
      Violation broken = outcome.violation().get();
      return Optional.of(
          new Mark(test.name(), Result.FAILED, runs, seed, broken.property(), broken.why()));
    }
    return outcome.unknown().stream()
        .findFirst()
        .map(it ->
            new Mark(
                test.name(),
                Result.UNKNOWN,
                runs,
                seed,
                it,
                "the history is too tangled to be judged within the bounds"));
  }

  /// Tries one test under one seed, and tells every step.
  public Mark trace(TestCase<M> test, long seed, Consumer<Told> told) {
    Trace<M> trace = new Trace<>(line -> told.accept(Told.of(line)));
    try {
      Run<M> run = new Run<>(test.open(solution), seed, trace);
      return fault(test, run, seed, 1)
          .or(() -> trespass(test, seed, 1))
          .orElseGet(() -> Mark.passed(test.name(), 1));
    } catch (RuntimeException e) {
      return unusable(test, e);
    }
  }

  /// The story of a seed that failed; empty if it cannot be told.
  ///
  /// @param command which shows the same run again
  public List<Told> story(TestCase<M> test, long seed, String command) {
    try {
      return new Storyteller<>(test.open(solution), EFFORT)
          .tell(seed, command)
          .map(story -> story.lines().stream().map(Told::of).toList())
          .orElse(List.of());
    } catch (RuntimeException | Error e) { // what failed without a story before fails again
      return List.of();
    }
  }
}
