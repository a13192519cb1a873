package ds.workbench;

import ds.lab.campaign.Plan;
import ds.workbench.simulate.ManyRuns;
import ds.workbench.simulate.SeedRange;
import ds.workbench.simulate.SingleRun;
import ds.workbench.simulate.Stage;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a scenario in the simulated world, once or many times.
@Command(
    name = "simulate",
    description = {
      "Run a scenario in the simulated world: seeded, in virtual time, with its faults.",
      "A broken promise is shrunk to the few steps that matter and told as a story.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds simulate paxos                      one run, under seed 1",
      "  ./ds simulate paxos --seed 7             the run that seed 7 makes, here and everywhere",
      "  ./ds simulate paxos --seed 7 --trace     all its steps",
      "  ./ds simulate paxos --seeds 1..1000      a thousand runs, on all cores",
      "  ./ds simulate paxos --until-failure      run after run until one breaks a promise",
    })
final class SimulateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ScenarioChoice choice;

  @Mixin private SeedRange.Choice seeds;

  @Option(names = "--until-failure", description = "Go on until a promise breaks, or Ctrl-C.")
  private boolean untilFailure;

  @Option(names = "--trace", description = "Tell every step of one run.")
  private boolean trace;

  @Override
  public Integer call() throws InterruptedException {
    long first = seeds.seed().orElse(1);
    Optional<SeedRange> range = seeds.range();
    if (trace && (range.isPresent() || untilFailure)) {
      throw Complaint.of(
          Exit.USAGE,
          "--trace tells one run",
          "expected --seed, without --seeds or --until-failure");
    }
    Stage<?> stage = choice.open(spec.commandLine().getOut());
    if (range.isEmpty() && !untilFailure) {
      var run = new SingleRun<>(stage);
      return (trace ? run.trace(first) : run.run(first)).code();
    }
    SeedRange many = range.orElseGet(() -> SeedRange.from(first));
    Plan plan = Plan.seeds(many.first(), many.last());
    return new ManyRuns<>(stage).run(untilFailure ? plan.untilFailure() : plan).code();
  }
}
