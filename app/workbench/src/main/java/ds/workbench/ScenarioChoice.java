package ds.workbench;

import ds.lab.scenario.Roster;
import ds.lab.scenario.Scenario;
import ds.scenario.Catalogue;
import ds.workbench.simulate.Stage;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments with which commands open a scenario.
final class ScenarioChoice {

  /// The names that a shell offers.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  @Parameters(
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The scenario; './ds scenarios' lists them.")
  private String name;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many servers, if not as many as the scenario says.")
  private @Nullable Integer nodes;

  Stage<?> open(PrintWriter out) {
    Scenario<?> scenario =
        Catalogue.find(name).orElseThrow(() -> Complaint.unknown("scenario", name, names()));
    if (nodes == null) {
      return new Stage<>(scenario, "./ds simulate " + name, out);
    }
    if (nodes < 1 || nodes > Roster.NODES_MAX) {
      throw Complaint.of(
          Exit.USAGE, nodes + " servers cannot be simulated", "expected 1 to " + Roster.NODES_MAX);
    }
    return new Stage<>(
        scenario.withServers(nodes), "./ds simulate " + name + " --nodes " + nodes, out);
  }

  private static List<String> names() {
    return Catalogue.all().stream().map(scenario -> scenario.name()).toList();
  }
}
