package ds.workbench.simulate;

import ds.lab.campaign.Campaign;
import ds.lab.campaign.Plan;
import ds.lab.campaign.Report;
import ds.lab.scenario.Scenario;
import ds.lab.script.Performance;
import ds.lab.story.Story;
import ds.lab.story.Storyteller;
import ds.lab.story.shrink.Effort;
import ds.scenario.mutant.Mutant;
import ds.scenario.mutant.Mutant.Trap;
import ds.scenario.mutant.Mutants;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.StatusLine;
import ds.workbench.terminal.Wrap;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// Runs the scenario of a planted bug until a promise breaks: a checker that never failed is
/// untested.
public final class MutantHunt {

  private static final int WIDTH = 100;

  private final long seedsMax;
  private final PrintWriter out;
  private final StatusLine status;

  /// @param seedsMax after how many seeds a mutant counts as not caught
  public MutantHunt(long seedsMax, PrintWriter out) {
    this.seedsMax = seedsMax;
    this.out = out;
    this.status = new StatusLine(out);
  }

  /// One line for each mutant; not caught is failed.
  public Exit huntAll(List<Mutant> mutants) throws InterruptedException {
    int caught = 0;
    for (Mutant mutant : mutants) {
      Optional<Catch> found = huntIfItFits(mutant);
      caught += found.isPresent() ? 1 : 0;
      found.ifPresent(it -> out.printf("%-40s %s%n", mutant.name(), it.words()));
      out.flush();
    }
    out.printf("%d of %d mutants caught%n", caught, mutants.size());
    out.flush();
    return caught == mutants.size() ? Exit.OK : Exit.FAILED;
  }

  /// A mutant is a patch, so whoever changes the patched lines meets one that no longer fits.
  private Optional<Catch> huntIfItFits(Mutant mutant) throws InterruptedException {
    Optional<Catch> found;
    try {
      found = hunt(mutant);
    } catch (IllegalArgumentException e) {
      out.printf("%-40s %s %s%n", mutant.name(), Paint.RED.on("DOES NOT FIT"), e.getMessage());
      return Optional.empty();
    }
    if (found.isEmpty()) {
      out.printf("%-40s %s%n", mutant.name(), Paint.RED.on("NOT CAUGHT"));
    }
    return found;
  }

  /// The whole story of one mutant, or every step of the run that caught it.
  public Exit huntOne(Mutant mutant, boolean isTraced) throws InterruptedException {
    String title = Wrap.at(WIDTH, mutant.name() + ": " + mutant.mistake(), "");
    out.println(Paint.BOLD.on(mutant.name()) + title.substring(mutant.name().length()));
    out.println("  breaks " + mutant.source());
    out.println();
    Optional<Catch> found = huntIfItFits(mutant);
    if (found.isPresent()) {
      show(mutant, found.get(), isTraced);
    }
    out.flush();
    return found.isPresent() ? Exit.OK : Exit.FAILED;
  }

  private void show(Mutant mutant, Catch caught, boolean isTraced) {
    switch (caught) {
      case Catch.BySeed(long seed, _) when isTraced ->
          trace(seed, Mutants.breakScenario(mutant, mutant.trap().name()));
      case Catch.BySeed(_, Story story) ->
          story.lines().forEach(line -> out.println(Stage.painted(line)));
      case Catch.ByScript(var name, var difference) -> {
        out.println("The script " + name + " turns out differently:");
        out.println();
        out.println(difference);
      }
    }
  }

  private <M> void trace(long seed, Scenario<M> scenario) {
    new SingleRun<>(new Stage<>(scenario, "", Optional.empty(), out)).trace(seed);
  }

  private Optional<Catch> hunt(Mutant mutant) throws InterruptedException {
    return switch (mutant.trap()) {
      case Trap.OfScenario(var name, long from) ->
          hunt(mutant, Mutants.breakScenario(mutant, name), from);
      case Trap.OfScript script ->
          switch (Mutants.play(mutant, script)) {
            case Performance.Passed _ -> Optional.empty();
            case Performance.Differs(var difference, _) ->
                Optional.of(new Catch.ByScript(script.name(), difference));
            case Performance.Malformed(var why) ->
                Optional.of(new Catch.ByScript(script.name(), why));
            case Performance.Failed(var why) -> Optional.of(new Catch.ByScript(script.name(), why));
          };
    };
  }

  private <M> Optional<Catch> hunt(Mutant mutant, Scenario<M> scenario, long from)
      throws InterruptedException {
    Plan plan = Plan.seeds(from, from + seedsMax - 1).untilFailure();
    Report report =
        new Campaign<>(scenario, plan)
            .run(progress -> status.show("  " + mutant.name() + Gauge.line(progress)));
    status.clear();
    if (report.failures().isEmpty()) {
      return Optional.empty();
    }
    long seed = report.failures().getFirst().seed();
    return new Storyteller<>(scenario, Effort.USUAL)
        .tell(seed, "./ds mutants " + mutant.name())
        .map(story -> new Catch.BySeed(seed, story));
  }

  /// How a mutant was caught.
  private sealed interface Catch {

    String words();

    /// @param seed the first that broke a promise
    record BySeed(long seed, Story story) implements Catch {
      @Override
      public String words() {
        return "caught by seed %d, told in %d steps".formatted(seed, story.steps());
      }
    }

    /// @param difference between the script and what happened
    record ByScript(String name, String difference) implements Catch {
      @Override
      public String words() {
        return "caught by the script " + name;
      }
    }
  }
}
