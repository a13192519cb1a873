package ds.workbench.simulate;

import ds.lab.script.stage.Mistake;
import ds.lab.takeover.RunLink;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
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
      "  ./ds picture 'raft?seed=42&at=120' --no-clients --out servers.svg",
    })
public final class PictureCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LINK", description = "The run, with the step that is shown last.")
  private String link;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write.")
  private Path out;

  @Option(names = Drawing.FROM, paramLabel = "STEP", description = "The first step drawn.")
  private @Nullable Long from;

  @Option(names = Drawing.TO, paramLabel = "STEP", description = "The last step drawn.")
  private @Nullable Long to;

  @Option(names = Drawing.NO_CLIENTS, description = "Draw the servers alone.")
  private boolean hasNoClients;

  @Override
  public Integer call() {
    String picture;
    try {
      picture = new Drawing(RunLink.parse(link), step(from), step(to), cast()).svg();
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

  private Drawing.Cast cast() {
    return hasNoClients ? Drawing.Cast.SERVERS : Drawing.Cast.EVERYBODY;
  }

  private static OptionalLong step(@Nullable Long number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
