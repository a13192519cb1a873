package ds.workbench.kv;

import ds.runtime.file.DamagedFileException;
import ds.system.kv.server.ServerSettings.Tuning;
import ds.workbench.kv.embedded.LostFolders;
import ds.workbench.kv.embedded.Plan;
import ds.workbench.kv.flags.LogFlags;
import ds.workbench.kv.flags.RecordFlags;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Menu;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Runs a whole cluster in one process, to try it out.
@Command(
    name = "up",
    description = "Run a whole cluster in this process, to try it out.",
    subcommands = UpCommand.Kv.class,
    synopsisSubcommandLabel = "SYSTEM",
    commandListHeading = "%nSystems:%n")
public final class UpCommand extends Menu {

  /// A key-value cluster.
  @Command(
      name = "kv",
      description = {
        "Run a cluster of the key-value store.",
        "Its first member listens for clients at port P, each further one 100 ports above the one",
        "before, and for other members one port above that. What is written is kept between",
        "starts.",
      },
      footerHeading = "%n",
      footer = {
        "Examples:",
        "  ./ds up kv",
        "  ./ds up kv --nodes 5 --data-dir /tmp/kv",
        "  etcdctl put greeting hello; etcdctl get greeting",
      })
  static final class Kv implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
        names = "--nodes",
        paramLabel = "N",
        defaultValue = "3",
        description = "Members, 1 to 9 (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
        names = "--data-dir",
        paramLabel = "DIR",
        defaultValue = "kv.data",
        description = "Where each member has a folder (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
        names = "--port",
        paramLabel = "P",
        defaultValue = "2379",
        description = "The first member's port for clients (${DEFAULT-VALUE}).")
    private int port;

    @Mixin private RecordFlags record;
    @Mixin private LogFlags logging;

    @Override
    public Integer call() {
      if (nodes < 1 || nodes > Plan.MEMBERS_MAX) {
        throw Complaint.of(Exit.USAGE, "--nodes " + nodes, "expected 1 to " + Plan.MEMBERS_MAX);
      }
      var plan = new Plan(nodes, data, port);
      if (!plan.isPossible()) {
        throw Complaint.of(Exit.USAGE, "--port " + port, "expected room for every member's ports");
      }
      logging.apply();
      demandItsData(plan);
      demandItsPorts(plan);
      var running = new Running();
      Tuning tuning = record.recorded().map(Tuning.DEFAULT::with).orElse(Tuning.DEFAULT);
      if (!running.start(plan, tuning, Running.LEADER_MAX)) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("ds: warning: no member leads yet");
        err.flush();
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(nodes + " members keep their data in " + data);
      record
          .recorded()
          .ifPresent(it -> out.println("what happens to them is recorded in " + it.directory()));
      out.println();
      out.println("  export ETCDCTL_API=3 ETCDCTL_ENDPOINTS=" + plan.endpoints());
      out.println("  etcdctl put greeting hello");
      out.println("  etcdctl get greeting");
      out.println();
      out.println("Ctrl-C ends them.");
      out.flush();
      return running.await().code();
    }

    /// Members know each other by their number and their ports. Those that were begun with others
    /// would wait for them for ever, or leave those that are new alone.
    private static void demandItsData(Plan plan) {
      try {
        plan.others()
            .ifPresent(others -> {
              throw Complaint.of(
                  Exit.USAGE,
                  others.words(),
                  "expected "
                      + others.plan().map(it -> command(it) + ", or ").orElse("")
                      + "another --data-dir");
            });
        LostFolders.words(plan)
            .ifPresent(lost -> {
              throw Complaint.of(
                  Exit.MISSING,
                  lost,
                  "expected what was there, or another --data-dir; to keep what the others hold, "
                      + "start each of them with ./ds serve kv, and replace what is lost with "
                      + "etcdctl member remove and member add");
            });
      } catch (DamagedFileException e) {
        throw Complaint.of(
            Exit.MALFORMED,
            "cannot start on " + plan.data() + ": " + e.getMessage(),
            "expected data as it was written, or another --data-dir");
      } catch (IOException e) {
        throw Complaint.of(
            Exit.UNWRITABLE,
            "cannot start on " + plan.data() + ": " + Complaint.why(e),
            "expected a data directory of its own");
      }
    }

    /// Members that find others at their ports would take them for their own cluster: they would be
    /// told that they have been there before, and have lost what they had.
    private static void demandItsPorts(Plan plan) {
      plan.unavailable()
          .ifPresent(why -> {
            throw Complaint.of(Exit.UNWRITABLE, why, "expected free ports; '--port' names others");
          });
    }

    private static String command(Plan plan) {
      String port = plan.port() == Plan.PORT ? "" : " --port " + plan.port();
      return "./ds up kv --nodes %d --data-dir %s%s".formatted(plan.members(), plan.data(), port);
    }
  }
}
