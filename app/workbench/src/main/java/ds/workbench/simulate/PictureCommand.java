package ds.workbench.simulate;

import ds.lab.picture.Picture;
import ds.lab.scenario.Scenario;
import ds.lab.script.stage.Mistake;
import ds.lab.takeover.Branch;
import ds.lab.takeover.RunLink;
import ds.scenario.Catalogue;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Draws a stretch of a run.
@Command(
    name = "picture",
    description = {
      "Draw some steps of a run as a space-time diagram: an SVG file that any browser shows.",
      "LINK names the run, as 'raft?seed=42&at=120' does; the picture ends at the step behind"
          + " 'at'.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds picture 'raft?seed=42&at=120' --out run.svg",
      "  ./ds picture 'paxos?seed=3' --from 1 --to 30 --out figures/duel.svg",
    })
public final class PictureCommand implements Callable<Integer> {

  /// As many steps as can be told apart.
  private static final long STEPS_USUAL = 40;

  private static final long STEPS_MAX = 400;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LINK", description = "The run, with the step that is shown last.")
  private String link;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
  private Path out;

  @Option(names = "--from", paramLabel = "STEP", description = "The first step drawn.")
  private @Nullable Long from;

  @Option(names = "--to", paramLabel = "STEP", description = "The last step drawn.")
  private @Nullable Long to;

  @Override
  public Integer call() {
    String picture;
    try {
      RunLink run = RunLink.parse(link);
      picture = draw(Catalogue.open(run), run);
    } catch (Mistake mistake) {
      throw Complaint.of(Exit.USAGE, "'" + link + "' names no run", mistake.what());
    }
    try {
      Files.writeString(out, picture);
    } catch (IOException e) {
      throw Complaint.of(
          Exit.UNWRITABLE, "cannot write " + out, "expected a file in a folder that exists");
    }
    spec.commandLine().getOut().println(out);
    return Exit.OK.code();
  }

  private <M> String draw(Scenario<M> scenario, RunLink run) {
    long last = to != null ? to : run.at() != 0 ? run.at() : STEPS_USUAL;
    long first = from != null ? from : Math.max(1, last - STEPS_USUAL + 1);
    if (first < 1 || last < first || last - first >= STEPS_MAX) {
      throw new Mistake("found steps " + first + " to " + last + "; expected at most " + STEPS_MAX);
    }
    Branch<M> branch = new Branch<>(scenario, run.seed(), run.choices());
    branch.upTo(last);
    return Picture.svg(branch, first, last);
  }
}
