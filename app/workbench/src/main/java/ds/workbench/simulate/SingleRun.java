package ds.workbench.simulate;

import ds.core.Context;
import ds.lab.scenario.Outcome;
import ds.lab.scenario.Property;
import ds.lab.scenario.Run;
import ds.lab.scenario.Scenario;
import ds.lab.scenario.StepHash;
import ds.lab.scenario.Violation;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.util.Locale;

/// One run of a scenario under one seed, told promise by promise.
public final class SingleRun<M> {

  private final Scenario<M> scenario;
  private final PrintWriter out;

  public SingleRun(Scenario<M> scenario, PrintWriter out) {
    this.scenario = scenario;
    this.out = out;
  }

  public Exit run(long seed) {
    var hash = new StepHash<M>();
    Outcome outcome = new Run<>(scenario, seed, hash).toEnd();
    out.printf(
        Locale.ROOT,
        "%s, seed %d: %,d steps, %,d client operations, %.3f s of virtual time%n",
        scenario.name(),
        seed,
        outcome.steps(),
        outcome.operations(),
        outcome.time() / (1e3 * Context.MILLISECOND));
    for (Property<M> property : scenario.properties()) {
      out.printf("  %-9s %s%n", fate(property, outcome), property.name());
    }
    outcome.violation().ifPresent(this::explain);
    out.println("step hash " + hash);
    out.flush();
    return exit(outcome);
  }

  /// What became of a promise. A run ends at the first violation, so of the others it then knows
  /// only what it has seen.
  private String fate(Property<M> property, Outcome outcome) {
    if (outcome.violation().filter(it -> it.property().equals(property.name())).isPresent()) {
      return "BROKEN";
    }
    if (outcome.unknown().contains(property.name())) {
      return "unknown";
    }
    if (property instanceof Property.Sometimes<M>) {
      return outcome.seen().contains(property.name()) ? "seen" : "not seen";
    }
    boolean isAlways = property instanceof Property.Always<M>;
    return outcome.violation().isEmpty() ? "kept" : isAlways ? "kept yet" : "not yet";
  }

  private void explain(Violation violation) {
    out.printf(
        Locale.ROOT,
        "%s broke at step %,d, after %.3f ms: %s%n",
        violation.property(),
        violation.step(),
        violation.time() / (double) Context.MILLISECOND,
        violation.why());
  }

  private static Exit exit(Outcome outcome) {
    if (outcome.violation().isPresent()) {
      return Exit.FAILED;
    }
    return outcome.unknown().isEmpty() ? Exit.OK : Exit.UNKNOWN;
  }
}
