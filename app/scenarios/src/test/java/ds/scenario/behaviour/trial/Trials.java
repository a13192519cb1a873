package ds.scenario.behaviour.trial;

import ds.lab.chance.Times;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.Violation;
import ds.lab.scenario.Invariant;
import ds.lab.scenario.Property;
import ds.lab.scenario.Scenario;
import ds.lab.story.Trace;
import ds.lab.world.Observer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Runs of a scenario under many seeds, all of which must keep what it promises.
public final class Trials {

  /// Names the only seed to try. Then a failure shows its whole run.
  private static final String SEED = "DS_SEED";

  private static final int STEPS_SHOWN = 12;

  /// Ten times what the longest run takes. A run that takes more is one in which messages breed
  /// messages, and would never end.
  private static final long STEPS_MAX = 500_000;

  private Trials() {}

  /// Tries the seeds from 1 on. Every property holds in every run, and every place that is named by
  /// a `sometimes` is visited by one.
  ///
  /// @throws AssertionError with the seed, the end of its run, and the command that repeats it
  public static <M> void hold(int seeds, Scenario<M> promises) {
    Scenario<M> scenario = promises.always("a run ends", Trials::bounded);
    Optional<Long> only = Optional.ofNullable(System.getenv(SEED)).map(Long::valueOf);
    if (only.isPresent()) {
      demandPass(scenario, only.get(), Integer.MAX_VALUE);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (long seed = 1; seed <= seeds; seed++) {
      seen.addAll(demandPass(scenario, seed, STEPS_SHOWN).seen());
    }
    for (Property<M> property : scenario.properties()) {
      if (property instanceof Property.Sometimes<M> && !seen.contains(property.name())) {
        throw new AssertionError("in " + seeds + " runs, never: " + property.name());
      }
    }
  }

  private static <M> Outcome demandPass(Scenario<M> scenario, long seed, int stepsShown) {
    Outcome outcome = new Run<>(scenario, seed).toEnd();
    if (!outcome.passed()) {
      String end = end(scenario, outcome, stepsShown);
      throw new AssertionError(failure(outcome) + end + command(seed));
    }
    return outcome;
  }

  private static <M> Invariant<M> bounded() {
    return (world, step) ->
        world.steps() <= STEPS_MAX
            ? Optional.empty()
            : Optional.of("it has taken more than " + STEPS_MAX + " steps");
  }

  private static String failure(Outcome outcome) {
    String what =
        outcome.violation().map(Trials::told).orElse("nobody knows whether: " + outcome.unknown());
    return "%s%nseed %d, step %d, %s:%n"
        .formatted(what, outcome.seed(), outcome.steps(), Times.text(outcome.time()));
  }

  private static String told(Violation violation) {
    return violation.property() + ": " + violation.why();
  }

  /// The last steps of the run in words; only these, as words take longer than steps.
  private static <M> String end(Scenario<M> scenario, Outcome outcome, int stepsShown) {
    long skipped = Math.max(0, outcome.steps() - stepsShown);
    StringBuilder text = new StringBuilder();
    Trace<M> trace = new Trace<>(line -> text.append(line).append(System.lineSeparator()));
    Observer<M> last =
        (world, step) -> {
          if (world.steps() > skipped) {
            trace.stepped(world, step);
          }
        };
    new Run<>(scenario, outcome.seed(), last).toEnd();
    return text.toString();
  }

  private static String command(long seed) {
    return StackWalker.getInstance()
        .walk(frames ->
            frames
                .filter(frame -> frame.getClassName().endsWith("Test"))
                .findFirst()
                .map(frame -> simpleName(frame.getClassName()) + "#" + frame.getMethodName()))
        .map(test -> "repeat: " + SEED + "=" + seed + " ./ds test '" + test + "'")
        .orElse("");
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
