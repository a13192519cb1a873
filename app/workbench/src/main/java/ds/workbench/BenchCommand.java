package ds.workbench;

import ds.workbench.exercise.CheckBenchmark;
import ds.workbench.exercise.ExerciseChoice;
import ds.workbench.kv.bench.BenchKvCommand;
import ds.workbench.simulate.Benchmark;
import ds.workbench.simulate.PageBenchmark;
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
    description = "Measure how fast the simulator, the grader and the servers are on this machine.",
    subcommands = BenchKvCommand.class,
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench simulate paxos",
      "  ./ds bench simulate paxos --seconds 30",
      "  ./ds bench check raft",
      "  ./ds bench page",
      "  ./ds bench kv load --clients 64 --ops put,get",
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

  @Command(
      name = "check",
      description = {
        "How long a learner waits: a check of an exercise's solution, and of each bug in its bank,",
        "from the sources to the story, worker processes included; and how many steps it has.",
      },
      footerHeading = "%n",
      footer = {"Examples:", "  ./ds bench check ping"})
  int check(@Mixin ExerciseChoice choice) throws InterruptedException {
    return new CheckBenchmark<>(choice.open(), spec.commandLine().getOut()).run().code();
  }

  @Command(
      name = "page",
      description = {
        "The engine in a page, in Chromium without a window: steps a second, how long a run of ten",
        "thousand steps takes to open, and a step back in it.",
      },
      footerHeading = "%n",
      footer = {"Examples:", "  ./ds bench page"})
  int page() throws InterruptedException {
    return PageBenchmark.run(spec.commandLine().getOut()).code();
  }
}
