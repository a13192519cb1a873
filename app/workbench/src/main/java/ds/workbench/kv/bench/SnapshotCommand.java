package ds.workbench.kv.bench;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Table;
import ds.trial.kv.bench.growth.Growth;
import ds.trial.kv.bench.growth.Snapshotted;
import ds.trial.kv.bench.growth.Snapshotting;
import ds.trial.kv.bench.growth.Snapshotting.Wanted;
import ds.trial.kv.bench.growth.Windows;
import ds.trial.kv.bench.growth.Windows.Window;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.Latencies;
import ds.trial.process.Cluster;
import ds.trial.process.Program;
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
      "log, and how long without, in equally many quiet seconds; how large the snapshot is, how"
          + " long",
      "it takes, and what the member has in memory. Old versions are compacted meanwhile, as an",
      "operator would have it.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench kv snapshot --server-java -Xmx8g",
      "  ./ds bench kv snapshot --value-bytes 1024 --rate 8000 --server-java -Xmx4g",
      "  ./ds bench kv snapshot --store 10000 --value-bytes 256 --seconds 5 --minutes 2",
    })
final class SnapshotCommand implements Callable<Integer> {

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

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Quiet seconds that are measured beside snapshots, and as many without"
              + " (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--keep",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How much of the past is kept, and how often what is older is compacted; 0 keeps all,"
              + " which a long run needs memory for (${DEFAULT-VALUE}).")
  private int keep;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "15",
      description = "How long it may take in all (${DEFAULT-VALUE}).")
  private int minutes;

  @Override
  public Integer call() throws InterruptedException {
    check();
    clusters.checkFiles();
    Path folder = clusters.folder();
    var program =
        clusters.ours(
            List.of(Growth.gcSwitch(folder)), List.of("--auto-compaction-retention", keep + "s"));
    PrintWriter out = spec.commandLine().getOut();
    try (var contender = started(program, folder)) {
      var snapshotting =
          new Snapshotting(
              new Content(store, valueBytes),
              rate,
              new Wanted(snapshots, seconds, Duration.ofMinutes(minutes)),
              progress -> {
                out.println(progress);
                out.flush();
              });
      tell(snapshotting.run(contender, folder));
    } catch (IllegalStateException e) {
      throw Complaint.of(
          Exit.FAILED,
          String.valueOf(e.getMessage()),
          "expected more memory (--server-java -Xmx…), a faster disk, more --minutes or a lower"
              + " --rate");
    } finally {
      Cluster.deleteAll(folder);
    }
    return Exit.OK.code();
  }

  private Contender started(Program program, Path folder) throws InterruptedException {
    try {
      return Contender.start(program, folder, nodes);
    } catch (IllegalStateException e) {
      throw Complaint.of(Exit.FAILED, String.valueOf(e.getMessage()), "expected servers that run");
    }
  }

  private void check() {
    Bounds.check("--nodes", nodes, 1, Bounds.NODES_MAX);
    Bounds.check("--store", store, 1, Content.KEYS_MAX);
    Bounds.check("--value-bytes", valueBytes, 1, Bounds.VALUE_BYTES_MAX);
    Bounds.check("--rate", rate, 1, Bounds.RATE_MAX);
    Bounds.check("--snapshots", snapshots, 1, Bounds.TIMES_MAX);
    Bounds.check("--seconds", seconds, 1, Bounds.SECONDS_MAX);
    Bounds.check("--keep", keep, 0, Bounds.SECONDS_MAX);
    Bounds.check("--minutes", minutes, 1, Bounds.MINUTES_MAX);
  }

  private void tell(Snapshotted seen) {
    Windows windows = seen.windows();
    var table = new Table("", "seconds", "writes", "p50 ms", "p99 ms", "max ms");
    table.row(row("while a snapshot was written", windows.beside()));
    table.row(row("without", windows.apart()));
    Latencies pauses = seen.pauses();
    String text =
        """
        %s
        %s
        %d snapshots, each of %s GB at most, in %s s.
        Memory of the largest member: %s GB before, %s GB at most.
        Pauses for garbage: %d, p99 %s ms, at most %s ms.
        """
            .formatted(
                table,
                quiet(windows),
                seen.lengths().size(),
                number(seen.bytes() / 1e9),
                seen.lengths().stream().map(it -> number(it / 1e9)).toList(),
                number(seen.memory().before() / 1e9),
                number(seen.memory().peak() / 1e9),
                pauses.count(),
                number(pauses.quantile(0.99) / 1e6),
                number(pauses.max() / 1e6));
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(text);
    out.flush();
    clusters.writeMarkdown(text);
    clusters.writeJson(Json.text(List.of(seen.fields())));
  }

  private static String quiet(Windows windows) {
    return windows.beside().seconds().isQuiet()
        ? "In these seconds nothing else used the machine; %d beside and %d without were left out."
            .formatted(windows.beside().seconds().dropped(), windows.apart().seconds().dropped())
        : "Something else used the machine: there were too few quiet seconds, so all count.";
  }

  private static List<String> row(String title, Window window) {
    Latencies it = window.tally().latencies();
    return List.of(
        title,
        String.valueOf(window.seconds().kept()),
        String.format(Locale.ROOT, "%,d", it.count()),
        number(it.quantile(0.5) / 1e6),
        number(it.quantile(0.99) / 1e6),
        number(it.max() / 1e6));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
