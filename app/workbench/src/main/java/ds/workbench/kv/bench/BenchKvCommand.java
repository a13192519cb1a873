package ds.workbench.kv.bench;

import ds.trial.kv.bench.Comparison;
import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Duel;
import ds.trial.kv.bench.Figure;
import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Row;
import ds.trial.kv.load.Content;
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
      "How fast the key-value server is to its clients.",
      "Each member is a process of its own on this machine. Where an etcd is on the PATH it is",
      "measured in turn, in the same run, and what is printed is compared.",
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
    Bounds.check("--nodes", nodes, 1, Bounds.NODES_MAX);
    Bounds.check("--repeat", repeat, 1, Bounds.TIMES_MAX);
    Bounds.check("--heat", heat, 0, Bounds.SECONDS_MAX);
    Content content = load.content();
    List<Row> rows = load.rows();
    rows.forEach(row -> load.plan(content, row)); // a wrong flag is told before the load
    var duel = new Duel(content, load::plan, heat, load.warmUp(), load.meter());
    clusters.checkFiles();
    List<Figure> figures = measured(duel, rows);
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

  private List<Figure> measured(Duel duel, List<Row> rows) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = clusters.folder();
    List<Contender> contenders = new ArrayList<>();
    try {
      for (Program program : programs(folder)) {
        contenders.add(Contender.start(program, folder, nodes));
      }
      return duel.run(
          contenders,
          rows,
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
}
