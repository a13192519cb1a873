package ds.workbench;

import ds.scenario.mutant.Mutant;
import ds.scenario.mutant.Mutants;
import ds.workbench.simulate.MutantHunt;
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

/// Hunts planted bugs.
@Command(
    name = "mutants",
    description = {
      "Plant each of the known bugs into its protocol and run the scenario that must catch it.",
      "With NAME, tell the story of this one.",
    },
    footerHeading = "%n",
    footer = {
      "Ends with 0 if every mutant was caught.",
      "",
      "Examples:",
      "  ./ds mutants",
      "  ./ds mutants paxos/promises-in-memory",
    })
final class MutantsCommand implements Callable<Integer> {

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
      description = "A mutant (all of them, if left out).")
  private @Nullable String name;

  @Option(
      names = "--seeds-max",
      paramLabel = "N",
      defaultValue = "20000",
      description = "After how many seeds a mutant counts as not caught (${DEFAULT-VALUE}).")
  private long seedsMax;

  @Option(names = "--trace", description = "Tell every step of the run that catches NAME.")
  private boolean trace;

  @Override
  public Integer call() throws InterruptedException {
    if (seedsMax < 1) {
      throw Complaint.of(Exit.USAGE, seedsMax + " seeds catch nothing", "expected 1 or more");
    }
    if (trace && name == null) {
      throw Complaint.of(Exit.USAGE, "--trace tells one mutant", "expected its NAME");
    }
    var hunt = new MutantHunt(seedsMax, spec.commandLine().getOut());
    return (name == null ? hunt.huntAll(Mutants.all()) : hunt.huntOne(mutant(name), trace)).code();
  }

  private static Mutant mutant(String name) {
    return Mutants.find(name).orElseThrow(() -> Complaint.unknown("mutant", name, names()));
  }

  private static List<String> names() {
    return Mutants.all().stream().map(Mutant::name).toList();
  }
}
