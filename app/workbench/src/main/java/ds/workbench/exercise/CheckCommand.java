package ds.workbench.exercise;

import ds.exercise.task.Exercise;
import ds.exercise.task.Part;
import ds.exercise.task.TestCase;
import ds.workbench.simulate.SeedRange;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Checks what a learner has written.
@Command(
    name = "check",
    description = {
      "Compile what you have written, try every test under fresh seeds, and show your points. The",
      "first failure is told as a story: the few steps that matter, what was promised and why, and",
      "the command that makes exactly this run again.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if every test that was tried has passed.",
      "",
      "Examples:",
      "  ./ds check ping",
      "  ./ds check raft --part 2                          the tests of one part",
      "  ./ds check raft --seeds 1..200                    each test under these seeds",
      "  ./ds check ping --test a-lost-question --seed 3   one run",
      "  ./ds check ping --test a-lost-question --seed 3 --trace",
    })
public final class CheckCommand implements Callable<Integer> {

  /// Seeds that a person can type again.
  private static final long FRESH_SEED_MAX = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private ExerciseChoice choice;

  @Option(names = "--part", paramLabel = "N", description = "Only the tests of this part.")
  private @Nullable Integer part;

  @Option(names = "--test", paramLabel = "TEST", description = "Only this test.")
  private @Nullable String test;

  @Mixin private SeedRange.Choice seeds;

  @Option(names = "--trace", description = "Tell every step of one run: needs --test and --seed.")
  private boolean trace;

  @Mixin private Workplace.Choice place;

  @Override
  public Integer call() throws InterruptedException {
    return check(choice.open()).code();
  }

  private <M> Exit check(Exercise<M> exercise) throws InterruptedException {
    checkCombination();
    PrintWriter out = spec.commandLine().getOut();
    var check = new Check<>(exercise, place.of(exercise), out);
    if (trace && test != null) {
      return check.trace(ExerciseChoice.test(exercise, test), seeds.seed().orElseThrow());
    }
    return check.run(chosen(exercise), attempt());
  }

  /// Which seeds are tried.
  private Check.Attempt attempt() {
    if (seeds.seed().isPresent()) {
      return new Check.Attempt(seeds.seed().getAsLong(), Optional.of(1L));
    }
    return seeds
        .range()
        .map(it -> new Check.Attempt(it.first(), Optional.of(it.last() - it.first() + 1)))
        .orElseGet(() -> new Check.Attempt(freshSeed(), Optional.empty()));
  }

  private static long freshSeed() {
    return ThreadLocalRandom.current().nextLong(1, FRESH_SEED_MAX);
  }

  private <M> List<TestCase<M>> chosen(Exercise<M> exercise) {
    if (test != null) {
      return List.of(ExerciseChoice.test(exercise, test));
    }
    if (part == null) {
      return exercise.tests();
    }
    return exercise.parts().stream()
        .filter(it -> it.number() == part)
        .findFirst()
        .map(Part::tests)
        .orElseThrow(() ->
            Complaint.of(
                Exit.USAGE,
                exercise.name() + " has no part " + part,
                "expected 1 to " + exercise.parts().size()));
  }

  private void checkCombination() {
    if (test != null && part != null) {
      throw Complaint.of(
          Exit.USAGE, "--test and --part exclude each other", "expected one of the two");
    }
    if (trace && (test == null || seeds.seed().isEmpty())) {
      throw Complaint.of(Exit.USAGE, "--trace tells one run", "expected --test and --seed");
    }
  }
}
