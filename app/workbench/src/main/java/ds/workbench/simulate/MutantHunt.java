package ds.workbench.simulate;

import ds.lab.campaign.Campaign;
import ds.lab.campaign.Plan;
import ds.lab.campaign.Report;
import ds.lab.scenario.Scenario;
import ds.lab.story.Story;
import ds.lab.story.Storyteller;
import ds.lab.story.shrink.Effort;
import ds.scenario.mutant.Mutant;
import ds.scenario.mutant.Mutants;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.StatusLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// Runs the scenario of a planted bug until a promise breaks: a checker that never failed is
/// untested.
public final class MutantHunt {

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
    Scenario<?> scenario;
    try {
      scenario = Mutants.breakScenario(mutant);
    } catch (IllegalArgumentException e) {
      out.printf("%-40s %s %s%n", mutant.name(), Paint.RED.on("DOES NOT FIT"), e.getMessage());
      return Optional.empty();
    }
    Optional<Catch> found = hunt(mutant, scenario);
    if (found.isEmpty()) {
      out.printf("%-40s %s%n", mutant.name(), Paint.RED.on("NOT CAUGHT"));
    }
    return found;
  }

  /// The whole story of one mutant, or every step of the run that caught it.
  public Exit huntOne(Mutant mutant, boolean isTraced) throws InterruptedException {
    out.println(Paint.BOLD.on(mutant.name()) + ": " + mutant.mistake());
    out.println("  breaks " + mutant.source());
    out.println();
    Optional<Catch> found = huntIfItFits(mutant);
    if (found.isPresent() && isTraced) {
      trace(found.get().seed(), Mutants.breakScenario(mutant));
    } else {
      found.ifPresent(it -> it.story().lines().forEach(line -> out.println(Stage.painted(line))));
    }
    out.flush();
    return found.isPresent() ? Exit.OK : Exit.FAILED;
  }

  private <M> void trace(long seed, Scenario<M> scenario) {
    new SingleRun<>(new Stage<>(scenario, "", out)).trace(seed);
  }

  private <M> Optional<Catch> hunt(Mutant mutant, Scenario<M> scenario)
      throws InterruptedException {
    Plan plan = Plan.seeds(1, seedsMax).untilFailure();
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
        .map(story -> new Catch(seed, story));
  }

  /// @param seed the first that broke a promise, so also how many were needed
  private record Catch(long seed, Story story) {

    String words() {
      return "caught by seed %d, told in %d steps".formatted(seed, story.steps());
    }
  }
}
