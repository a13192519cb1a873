package ds.scenario.behaviour.trial;

import ds.lab.scenario.Outcome;
import ds.lab.scenario.Property;
import ds.lab.scenario.Run;
import ds.lab.scenario.Scenario;
import ds.lab.scenario.Violation;
import ds.lab.story.Line;
import ds.lab.story.Trace;
import ds.lab.world.Times;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Runs of a scenario under many seeds, all of which must keep what it promises.
public final class Trials {

  /// Names the only seed to try. Then a failure shows its whole run.
  private static final String SEED = "DS_SEED";

  private static final int LINES_SHOWN = 15;

  private Trials() {}

  /// Tries the seeds from 1 on. Every property holds in every run, and every place that is named by
  /// a `sometimes` is visited by one.
  ///
  /// @throws AssertionError with the seed, the end of its run, and the command that repeats it
  public static <M> void hold(int seeds, Scenario<M> scenario) {
    Optional<Long> only = Optional.ofNullable(System.getenv(SEED)).map(Long::valueOf);
    if (only.isPresent()) {
      demandPass(scenario, only.get(), Integer.MAX_VALUE);
      return;
    }
    Set<String> seen = new HashSet<>();
    for (long seed = 1; seed <= seeds; seed++) {
      seen.addAll(demandPass(scenario, seed, LINES_SHOWN).seen());
    }
    for (Property<M> property : scenario.properties()) {
      if (property instanceof Property.Sometimes<M> && !seen.contains(property.name())) {
        throw new AssertionError("in " + seeds + " runs, never: " + property.name());
      }
    }
  }

  private static <M> Outcome demandPass(Scenario<M> scenario, long seed, int linesShown) {
    Outcome outcome = new Run<>(scenario, seed).toEnd();
    if (!outcome.passed()) {
      throw new AssertionError(failure(outcome) + end(scenario, seed, linesShown) + command(seed));
    }
    return outcome;
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

  private static <M> String end(Scenario<M> scenario, long seed, int linesShown) {
    Deque<Line> lines = new ArrayDeque<>();
    Trace<M> trace =
        new Trace<>(line -> {
          lines.add(line);
          if (lines.size() > linesShown) {
            lines.remove();
          }
        });
    new Run<>(scenario, seed, trace).toEnd();
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append(System.lineSeparator()));
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
