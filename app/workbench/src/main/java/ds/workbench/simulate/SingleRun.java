package ds.workbench.simulate;

import ds.core.Context;
import ds.core.Step;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.StepHash;
import ds.lab.scenario.Property;
import ds.lab.story.Trace;
import ds.lab.world.Observer;
import ds.lab.world.World;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/// One run of a scenario under one seed, told promise by promise.
public final class SingleRun<M> {

  private final Stage<M> stage;
  private final PrintWriter out;

  public SingleRun(Stage<M> stage) {
    this.stage = stage;
    this.out = stage.out();
  }

  /// Runs it, and tells a violation as a story.
  public Exit run(long seed) {
    Outcome outcome = run(seed, new Quiet<>());
    if (outcome.violation().isPresent()) {
      out.println();
      stage.tellStory(outcome);
    }
    return exit(outcome);
  }

  /// Runs it and tells every step.
  public Exit trace(long seed) {
    // Thousands of lines, so none of them is flushed on its own.
    var lines = new PrintWriter(out, false);
    Outcome outcome = run(seed, new Trace<>(line -> lines.println(Stage.painted(line))));
    lines.flush();
    if (outcome.violation().isPresent()) {
      stage.showSight(outcome);
    }
    return exit(outcome);
  }

  private Outcome run(long seed, Observer<M> listener) {
    var hash = new StepHash<M>();
    Outcome outcome = new Run<>(stage.scenario(), seed, new Both<>(hash, listener)).toEnd();
    out.printf(
        Locale.ROOT,
        "%s, seed %d: %,d steps, %,d client operations, %.3f s of virtual time%n",
        stage.scenario().name(),
        seed,
        outcome.steps(),
        outcome.operations(),
        outcome.time() / (1e3 * Context.MILLISECOND));
    for (Property<M> property : stage.scenario().properties()) {
      out.println("  " + Fate.of(property, outcome).padded() + " " + property.name());
    }
    outcome
        .violation()
        .ifPresent(it -> out.println("  " + Paint.RED.on(it.property() + ": " + it.why())));
    out.println("step hash " + hash);
    out.flush();
    return outcome;
  }

  private static Exit exit(Outcome outcome) {
    if (outcome.violation().isPresent()) {
      return Exit.FAILED;
    }
    return outcome.unknown().isEmpty() ? Exit.OK : Exit.UNKNOWN;
  }

  private static final class Quiet<M> implements Observer<M> {
    @Override
    public void stepped(World<M> world, Step<M> step) {}
  }

  private record Both<M>(Observer<M> first, Observer<M> second) implements Observer<M> {

    @Override
    public void stepped(World<M> world, Step<M> step) {
      first.stepped(world, step);
      second.stepped(world, step);
    }

    @Override
    public void noted(World<M> world, Supplier<String> what) {
      first.noted(world, what);
      second.noted(world, what);
    }
  }
}
