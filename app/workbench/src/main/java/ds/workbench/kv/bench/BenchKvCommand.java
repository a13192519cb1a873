package ds.workbench.kv.bench;

import ds.trial.kv.bench.Comparison;
import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Duel;
import ds.trial.kv.bench.Figure;
import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Row;
import ds.trial.process.Cluster;
import ds.trial.process.Program;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Measures the key-value server, beside etcd where there is one.
@Command(
    name = "kv",
    description = {
      "How fast the key-value server is to its clients, each member a process of its own on this",
      "machine. Where an etcd is on the PATH it is measured in turn, in the same run, and what is",
      "printed is compared.",
    },
    subcommands = {
      KillsCommand.class,
      GrowthCommand.class,
      SnapshotCommand.class,
      LoadCommand.class
    },
    synopsisSubcommandLabel = "[COMMAND]",
    commandListHeading = "%nOther questions:%n",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench kv --clients 64 --ops put,get --repeat 1",
      "  ./ds bench kv --etcd none --out ours.json --markdown ours.md",
      "  ./ds bench kv --record --ops put --clients 256",
      "  ./ds bench kv kills --kills 50",
    })
public final class BenchKvCommand implements Callable<Integer> {

  private static final int NODES_MAX = 9;

  @Spec private CommandSpec spec;
  @Mixin private LoadFlags load;
  @Mixin private ClusterFlags clusters;
  @Mixin private EtcdFlag etcd;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each figure is measured; the median counts (${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Members of each cluster (${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--heat",
      paramLabel = "N",
      defaultValue = "40",
      description = "Seconds of load before the first measurement (${DEFAULT-VALUE}).")
  private int heat;

  @Option(
      names = "--record",
      description = "Compare our server with itself under a flight recorder, in place of etcd.")
  private boolean record;

  @Override
  public Integer call() throws InterruptedException {
    if (nodes < 1 || nodes > NODES_MAX || repeat < 1 || heat < 0) {
      throw Complaint.of(
          Exit.USAGE,
          "--nodes %d, --repeat %d, --heat %d".formatted(nodes, repeat, heat),
          "expected 1 to %d members, a figure at least once, and no less than no heat"
              .formatted(NODES_MAX));
    }
    clusters.checkFiles();
    var duel = new Duel(load.content(), load::plan, heat, load.warmUp(), load.meter());
    List<Figure> figures = measured(duel);
    var comparison =
        new Comparison(figures.stream().map(Figure::contender).distinct().toList(), figures);
    String tables = comparison.speed() + "\n" + comparison.cost();
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(tables);
    out.flush();
    clusters.writeMarkdown(tables);
    clusters.writeJson(Json.of(figures));
    return Exit.OK.code();
  }

  private List<Figure> measured(Duel duel) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = clusters.folder();
    List<Contender> contenders = new ArrayList<>();
    try {
      for (Program program : programs(folder)) {
        contenders.add(Contender.start(program, folder, nodes));
      }
      return duel.run(
          contenders,
          rows(),
          repeat,
          figure -> {
            out.println(figure);
            out.flush();
          });
    } catch (IllegalStateException e) {
      throw Complaint.of(Exit.FAILED, String.valueOf(e.getMessage()), "expected servers that run");
    } finally {
      contenders.forEach(Contender::close);
      Cluster.deleteAll(folder);
    }
  }

  private List<Program> programs(Path folder) {
    return record
        ? List.of(clusters.ours(List.of()), clusters.recorded(folder))
        : etcd.after(clusters.ours(List.of()));
  }

  private List<Row> rows() {
    return load.ops().stream()
        .flatMap(mix -> load.clients().stream().map(clients -> new Row(mix, clients)))
        .toList();
  }
}
