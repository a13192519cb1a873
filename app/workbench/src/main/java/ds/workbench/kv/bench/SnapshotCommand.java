package ds.workbench.kv.bench;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Table;
import ds.trial.kv.bench.growth.Growth;
import ds.trial.kv.bench.growth.Snapshotting;
import ds.trial.kv.bench.growth.Snapshotting.Seen;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.Latencies;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import ds.trial.kv.load.Tally;
import ds.trial.process.Cluster;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What clients notice while a member writes down a large state.
@Command(
    name = "snapshot",
    description = {
      "How long writes take while a member of ours writes a snapshot of a large store beside its",
      "log, and how long without; how large the snapshot is, how long it takes, and what the",
      "member has in memory. Ends by itself after ten minutes.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench kv snapshot --server-java -Xmx10g",
      "  ./ds bench kv snapshot --value-bytes 1024 --server-java -Xmx4g",
    })
final class SnapshotCommand implements Callable<Integer> {

  private static final int NODES_MAX = 9;
  private static final int FILLERS = 64;
  private static final int IN_FLIGHT = 256;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @Spec private CommandSpec spec;
  @Mixin private ClusterFlags clusters;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "1",
      description = "Members (${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--store",
      paramLabel = "KEYS",
      defaultValue = "1000000",
      description = "Keys (${DEFAULT-VALUE}).")
  private int store;

  @Option(
      names = "--value-bytes",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Size of a value (${DEFAULT-VALUE}).")
  private int valueBytes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Writes a second (${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--snapshots",
      paramLabel = "N",
      defaultValue = "2",
      description = "Snapshots that are waited for (${DEFAULT-VALUE}).")
  private int snapshots;

  @Override
  public Integer call() throws InterruptedException {
    check();
    clusters.checkFiles();
    Path folder = clusters.folder();
    var content = new Content(store, valueBytes);
    var program = clusters.ours(List.of(Growth.gcSwitch(folder)));
    try (var contender = Contender.start(program, folder, nodes)) {
      Load.fill(List.of(contender.awaitLeader()), LoadPlan.closed(content, Mix.PUT, FILLERS));
      LoadPlan plan = LoadPlan.closed(content, Mix.PUT, IN_FLIGHT).at(rate);
      tell(new Snapshotting(plan, snapshots, PATIENCE).run(contender, folder));
    } catch (IllegalStateException e) {
      throw Complaint.of(Exit.FAILED, String.valueOf(e.getMessage()), "expected more of the disk");
    } finally {
      Cluster.deleteAll(folder);
    }
    return Exit.OK.code();
  }

  private void check() {
    if (nodes < 1 || nodes > NODES_MAX || store < 1 || store > Content.KEYS_MAX) {
      throw Complaint.of(
          Exit.USAGE,
          "--nodes %d, --store %d".formatted(nodes, store),
          "expected 1 to %d members and 1 to %d keys".formatted(NODES_MAX, Content.KEYS_MAX));
    }
    if (valueBytes < 1 || rate < 1 || snapshots < 1) {
      throw Complaint.of(
          Exit.USAGE,
          "--value-bytes %d, --rate %d, --snapshots %d".formatted(valueBytes, rate, snapshots),
          "expected at least one of each");
    }
  }

  private void tell(Seen seen) {
    var table = new Table("", "writes", "p50 ms", "p99 ms", "max ms");
    table.row(row("while a snapshot was written", seen.beside()));
    table.row(row("without", seen.apart()));
    Latencies pauses = seen.pauses();
    String text =
        """
        %s
        %d snapshots, each of %s GB at most, in %s s.
        Memory of the largest member: %s GB before, %s GB at most.
        Pauses for garbage: %d, p99 %s ms, at most %s ms.
        """
            .formatted(
                table,
                seen.lengths().size(),
                number(seen.bytes() / 1e9),
                seen.lengths().stream().map(it -> number(it / 1e9)).toList(),
                number(seen.memory().before() / 1e9),
                number(seen.memory().peak() / 1e9),
                pauses.count(),
                number(pauses.quantile(0.99) / 1e6),
                number(pauses.max() / 1e6));
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    clusters.writeMarkdown(text);
    clusters.writeJson(Json.text(List.of(seen.fields())));
  }

  private static List<String> row(String title, Tally tally) {
    Latencies it = tally.latencies();
    return List.of(
        title,
        String.format(Locale.ROOT, "%,d", it.count()),
        number(it.quantile(0.5) / 1e6),
        number(it.quantile(0.99) / 1e6),
        number(it.max() / 1e6));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
