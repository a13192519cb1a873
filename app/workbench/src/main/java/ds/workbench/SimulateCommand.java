package ds.workbench;

import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.scenario.Catalogue;
import ds.workbench.simulate.SingleRun;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Runs a scenario in the simulated world.
@Command(
    name = "simulate",
    description =
        "Run a scenario in the simulated world: seeded, in virtual time, with its faults.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds simulate paxos                     one run, under seed 1",
      "  ./ds simulate paxos --seed 7            the run that seed 7 makes, here and everywhere",
      "  ./ds simulate paxos --seed 7 --nodes 5  the same bad luck for five servers",
    })
final class SimulateCommand implements Callable<Integer> {

  /// The names that a shell offers.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The scenario; './ds scenarios' lists them.")
  private String name;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "All chance comes from this number (${DEFAULT-VALUE} if left out).")
  private long seed;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many servers, if not as many as the scenario says.")
  private @Nullable Integer nodes;

  @Override
  public Integer call() {
    Scenario<?> scenario =
        Catalogue.find(name).orElseThrow(() -> Complaint.unknown("scenario", name, names()));
    if (nodes != null) {
      checkNodes(nodes);
      scenario = scenario.withServers(nodes);
    }
    return new SingleRun<>(scenario, spec.commandLine().getOut()).run(seed).code();
  }

  private static void checkNodes(int nodes) {
    if (nodes < 1 || nodes > Roster.NODES_MAX) {
      throw Complaint.of(
          Exit.USAGE,
          nodes + " servers cannot be simulated",
          "expected 1 to %d".formatted(Roster.NODES_MAX));
    }
  }

  private static List<String> names() {
    return Catalogue.all().stream().map(scenario -> scenario.name()).toList();
  }
}
