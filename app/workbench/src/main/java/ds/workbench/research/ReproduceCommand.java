package ds.workbench.research;

import ds.workbench.site.place.Checkout;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Makes the data and the figures of a case study again.
@Command(
    name = "reproduce",
    description = {
      "Make the data and the figures of a study in 'research/' again, and compare with its text.",
      "Without NAME, list the studies.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if the text's table is what was found, with 1 if it is not.",
      "",
      "Examples:",
      "  ./ds reproduce",
      "  ./ds reproduce raft-election-timeouts",
      "  ./ds reproduce a-switch-that-lied --trials 20    a quick look, compared with nothing",
    })
public final class ReproduceCommand implements Callable<Integer> {

  /// More trials than anybody waits for.
  private static final int TRIALS_MAX = 1_000_000;

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
      arity = "0..1",
      completionCandidates = Names.class,
      description = "A study (a list of them, if left out).")
  private @Nullable String name;

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Trials for each number; nothing is written or compared then.")
  private @Nullable Integer trials;

  @Option(names = "--rewrite", description = "Put the new table into the text, where it differs.")
  private boolean rewrite;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      Studies.all().forEach(study -> out.printf("%-24s %s%n", study.name(), study.about()));
      out.flush();
      return Exit.OK.code();
    }
    if (trials != null && (trials < 1 || trials > TRIALS_MAX)) {
      throw Complaint.of(
          Exit.USAGE, trials + " trials tell nothing", "expected 1 to " + TRIALS_MAX);
    }
    Study study = study(name);
    var reproduction = new Reproduction(study, folder(study), out);
    return (trials == null ? reproduction.whole(rewrite) : reproduction.glance(trials)).code();
  }

  private static Path folder(Study study) {
    return Checkout.here().root().resolve("research").resolve(study.name());
  }

  private static Study study(String name) {
    return Studies.all().stream()
        .filter(study -> study.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Complaint.unknown("study", name, names()));
  }

  private static List<String> names() {
    return Studies.all().stream().map(Study::name).toList();
  }
}
