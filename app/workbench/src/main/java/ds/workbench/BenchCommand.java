package ds.workbench;

import ds.workbench.simulate.Benchmark;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures how fast the house is on this machine.
@Command(
    name = "bench",
    description = "Measure how fast the simulator is on this machine.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench simulate paxos",
      "  ./ds bench simulate paxos --seconds 30",
    })
final class BenchCommand implements Runnable {

  private static final int SECONDS_MAX = 3_600;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "simulate",
      description = "Steps of nodes a second in one scenario, on one core, all promises checked.",
      footerHeading = "%n",
      footer = {"Examples:", "  ./ds bench simulate paxos --seconds 30"})
  int simulate(
      @Mixin ScenarioChoice choice,
      @Option(
              names = "--seconds",
              paramLabel = "N",
              defaultValue = "10",
              description = "How long to measure, after a warm-up (${DEFAULT-VALUE}).")
          int seconds) {
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw Complaint.of(
          Exit.USAGE, seconds + " seconds cannot be measured", "expected 1 to " + SECONDS_MAX);
    }
    return new Benchmark<>(choice.open(spec.commandLine().getOut())).run(seconds).code();
  }
}
