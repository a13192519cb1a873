package ds.workbench;

import ds.lab.script.Language;
import ds.lab.script.file.ScriptFile;
import ds.scenario.script.Languages;
import ds.workbench.script.Recital;
import ds.workbench.script.Shelf;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Wrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Plays scenarios that are written down step by step.
@Command(
    name = "scenario",
    description = {
      "Play a scenario that is written down step by step: below each block of commands stands what",
      "it prints. Where it prints something else, the difference is shown. Without SCRIPT, list"
          + " the",
      "scripts that there are.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if every script prints what it says, with 1 if one does not or a promise"
          + " breaks,",
      "with 65 if one is malformed.",
      "",
      "Examples:",
      "  ./ds scenario                                 the scripts that there are",
      "  ./ds scenario raft/figure-8                   one of them, played and told",
      "  ./ds scenario raft/figure-8 paxos/minority    several, a line for each",
      "  ./ds scenario my/raft/story.txt               one of your own",
      "  ./ds scenario story.txt --protocol raft       one in a folder of another name",
      "  ./ds scenario story.txt --rewrite             have it say what it prints",
      "  ./ds scenario raft-7.txt --protocol runs      a run that the debugger saved",
    })
final class ScenarioCommand implements Callable<Integer> {

  private static final int WIDTH = 96;

  /// The names that a shell offers.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Shelf.names().iterator();
    }
  }

  /// The names that a shell offers.
  static final class Protocols implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return protocols().iterator();
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SCRIPT",
      arity = "0..*",
      completionCandidates = Names.class,
      description = "A file, or the name of a script that comes with the house.")
  private List<String> scripts = List.of();

  @Option(
      names = "--protocol",
      paramLabel = "P",
      completionCandidates = Protocols.class,
      description = "What it is about, if its folder is not named so: ${COMPLETION-CANDIDATES}.")
  private @Nullable String protocol;

  @Option(names = "--rewrite", description = "Write down what is printed, unless a promise breaks.")
  private boolean rewrite;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (scripts.isEmpty()) {
      return list(out).code();
    }
    var recital = new Recital(out);
    var worst = Exit.OK;
    for (ScriptFile script : scripts.stream().map(Shelf::open).toList()) {
      Exit exit = play(script, recital);
      worst = exit == Exit.OK ? worst : exit;
    }
    return worst.code();
  }

  private Exit play(ScriptFile script, Recital recital) throws IOException {
    if (rewrite) {
      return recital.rewrite(script, language(script));
    }
    return scripts.size() == 1
        ? recital.tell(script, language(script))
        : recital.check(script, language(script));
  }

  private Language language(ScriptFile script) {
    return protocol == null ? byFolder(script) : byName(protocol);
  }

  private static Language byFolder(ScriptFile script) {
    String folder = script.protocol();
    return Languages.named(folder)
        .orElseThrow(() ->
            Complaint.of(
                Exit.USAGE,
                "the folder '%s' of %s names no protocol".formatted(folder, script.name()),
                "expected --protocol with one of " + String.join(", ", protocols())));
  }

  private static Language byName(String name) {
    return Languages.named(name)
        .orElseThrow(() -> Complaint.unknown("protocol", name, protocols()));
  }

  private static List<String> protocols() {
    return Languages.all().stream().map(it -> it.name()).toList();
  }

  private Exit list(PrintWriter out) throws IOException {
    if (rewrite || protocol != null) {
      throw Complaint.of(Exit.USAGE, "there is nothing to play", "expected a SCRIPT");
    }
    for (ScriptFile script : Shelf.scripts()) {
      out.println(spec.commandLine().getColorScheme().commandText(Shelf.name(script)));
      out.println(Wrap.at(WIDTH, script.title(), "    "));
    }
    out.flush();
    return Exit.OK;
  }
}
