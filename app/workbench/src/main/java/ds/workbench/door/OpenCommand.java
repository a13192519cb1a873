package ds.workbench.door;

import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.scenario.Catalogue;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Opens a run in the browser.
@Command(
    name = "open",
    description = {
      "Open a run in the browser, to watch it and to take it over.",
      "RUN is the name of a scenario, or a link such as 'raft?seed=42&at=120'.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds open raft                          a scenario, under seed 1",
      "  ./ds open raft --seed 42                the run that seed 42 makes",
      "  ./ds open 'raft?seed=42&at=120'         at its 120th step",
    })
public final class OpenCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A scenario or a link.")
  private String run;

  @Option(names = "--seed", paramLabel = "N", description = "The seed, instead of the link's.")
  private @Nullable Long seed;

  @Mixin private Reception reception;

  @Override
  public Integer call() {
    reception.receive(spec.commandLine().getOut(), "run.html#" + link());
    return Exit.OK.code();
  }

  private RunLink link() {
    if (seed != null && seed < 0) {
      throw Complaint.of(Exit.USAGE, "the seed " + seed + " is negative", "expected 0 or more");
    }
    try {
      RunLink link = RunLink.parse(run);
      Catalogue.open(link);
      return seed == null ? link : link.withSeed(seed);
    } catch (Mistake mistake) {
      throw Complaint.of(Exit.USAGE, "'" + run + "' cannot be opened", mistake.what());
    }
  }
}
