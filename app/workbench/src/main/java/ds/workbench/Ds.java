package ds.workbench;

import ds.workbench.door.OpenCommand;
import ds.workbench.door.Reception;
import ds.workbench.exercise.BankCommand;
import ds.workbench.exercise.CheckCommand;
import ds.workbench.exercise.ExercisesCommand;
import ds.workbench.exercise.HintCommand;
import ds.workbench.exercise.StartCommand;
import ds.workbench.grade.GradeCommand;
import ds.workbench.kv.ServeCommand;
import ds.workbench.kv.SnapshotCommand;
import ds.workbench.kv.TortureCommand;
import ds.workbench.kv.UpCommand;
import ds.workbench.replay.ReplayCommand;
import ds.workbench.research.ReproduceCommand;
import ds.workbench.simulate.PictureCommand;
import ds.workbench.site.SiteCommand;
import ds.workbench.terminal.Complaints;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Terminal;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The list of commands. Without one, the front door is opened.
@Command(
    name = "ds",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = {
      "Learn distributed systems by running, breaking and building real ones.",
      "Without a command: serve the site on this machine, with a cluster beside it, and open it in"
          + " a browser.",
    },
    subcommands = {
      OpenCommand.class,
      SimulateCommand.class,
      PictureCommand.class,
      ScenariosCommand.class,
      ScenarioCommand.class,
      MutantsCommand.class,
      ReproduceCommand.class,
      ExercisesCommand.class,
      StartCommand.class,
      CheckCommand.class,
      HintCommand.class,
      GradeCommand.class,
      BankCommand.class,
      VerifyCommand.class,
      UpCommand.class,
      ServeCommand.class,
      TortureCommand.class,
      SnapshotCommand.class,
      ReplayCommand.class,
      BenchCommand.class,
      SiteCommand.class,
      TestCommand.class,
      CompletionCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds                                     the site: chapters, exercises, systems",
      "  ./ds scenarios                           what can be simulated",
      "  ./ds simulate paxos --seeds 1..1000      a thousand runs, on all cores",
      "  ./ds simulate paxos --seed 7 --trace     one of them, step by step",
      "  ./ds open 'paxos?seed=7&at=40'           the same in the browser, to take it over",
      "  ./ds scenario raft/figure-8              a story by hand, every step in the text",
      "  ./ds reproduce raft-election-timeouts    the data and figures of a study",
      "  ./ds start ping                          write a node of your own",
      "  ./ds up kv                               a replicated store, for etcdctl",
      "  ./ds replay flight                       what 'up kv --record flight' has recorded",
      "  ./ds test PaxosPaperTest                 one test class",
      "",
      "Environment:",
      "  DS_MAVEN_ARGS   more arguments for Maven, say -Dmaven.repo.local=DIR",
      "  DS_JAVA_ARGS    more arguments for Java, say -Xmx4g",
      "  JDK25_HOME      a JDK 25 in an unusual place",
      "  NO_COLOR        no colours, even on a terminal",
    })
final class Ds implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private Reception reception;

  @Option(
      names = "--no-cluster",
      description = "Without a command: start no cluster beside the pages.")
  private boolean isAlone;

  /// What is asked for: `ds help up` means `ds up --help`.
  static String[] asked(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    if (!words.isEmpty() && words.getFirst().equals("help")) {
      words.removeFirst();
      words.add("--help");
    }
    return words.toArray(String[]::new);
  }

  /// Everything that holds for all commands is set here.
  static CommandLine commandLine() {
    var line = new CommandLine(new Ds());
    var complaints = new Complaints();
    line.setParameterExceptionHandler(complaints);
    line.setExecutionExceptionHandler(complaints);
    line.setColorScheme(CommandLine.Help.defaultColorScheme(colours()));
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    line.getCommandSpec().usageMessage().exitCodeList(Exit.table());
    line.getCommandSpec().versionProvider(() -> new String[] {versionLine()});
    return line;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    if (isAlone) {
      reception.receive(out, "");
    } else {
      reception.receiveWithCluster(out);
    }
  }

  private static Ansi colours() {
    return Terminal.hasColours() ? Ansi.ON : Ansi.OFF;
  }

  private static String versionLine() {
    String version = Ds.class.getPackage().getImplementationVersion();
    return "ds %s, Java %s"
        .formatted(version == null ? "(from class files)" : version, Runtime.version());
  }
}
