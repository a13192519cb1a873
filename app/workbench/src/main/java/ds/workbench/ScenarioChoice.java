package ds.workbench;

import ds.lab.scenario.Scenario;
import ds.lab.takeover.RunLink;
import ds.scenario.Catalogue;
import ds.workbench.simulate.Stage;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The arguments with which commands open a scenario.
final class ScenarioChoice {

  /// Messages grow with the square of the servers; beyond this a run takes minutes.
  private static final int SERVERS_MAX = 99;

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
    String command = "./ds simulate " + name;
    if (nodes == null) {
      return new Stage<>(
          known(Catalogue.find(name)), command, Optional.of(RunLink.of(name, 1)), out);
    }
    if (nodes < Catalogue.SERVERS_MIN || nodes > SERVERS_MAX) {
      throw Complaint.of(
          Exit.USAGE,
          nodes + " servers cannot be simulated",
          "expected %d to %d".formatted(Catalogue.SERVERS_MIN, SERVERS_MAX));
    }
    return new Stage<>(
        known(Catalogue.find(name, nodes)),
        command + " --nodes " + nodes,
        Optional.of(RunLink.of(name, 1).withServers(nodes)),
        out);
  }

  private Scenario<?> known(Optional<Scenario<?>> found) {
    return found.orElseThrow(() -> Complaint.unknown("scenario", name, names()));
  }

  private static List<String> names() {
    return Catalogue.all().stream().map(scenario -> scenario.name()).toList();
  }
}
