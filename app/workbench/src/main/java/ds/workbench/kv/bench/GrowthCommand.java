package ds.workbench.kv.bench;

import ds.trial.kv.bench.Duel;
import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Meter;
import ds.trial.kv.bench.Row;
import ds.trial.kv.bench.growth.Grown;
import ds.trial.kv.bench.growth.Growth;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import ds.trial.process.Cluster;
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

/// What a write costs as the cluster grows, and as the store does.
@Command(
    name = "growth",
    description = {
      "What a write costs as members grow, and as the store does: speed, processor time of all",
      "members, memory of the largest, and pauses of our servers for garbage.",
    },
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench kv growth",
      "  ./ds bench kv growth --nodes 3 --store 1000000 --value-bytes 1024 --server-java -Xmx4g",
    })
final class GrowthCommand implements Callable<Integer> {

  private static final int USUAL_MEMBERS = 3;
  private static final int WARM_UP = 3;

  @Spec private CommandSpec spec;
  @Mixin private ClusterFlags clusters;
  @Mixin private EtcdFlag etcd;

  @Option(
      names = "--nodes",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,3,5,7",
      description = "Members, one cluster after the other (${DEFAULT-VALUE}).")
  private List<Integer> nodes;

  @Option(
      names = "--store",
      split = ",",
      paramLabel = "KEYS",
      defaultValue = "10000,100000,1000000",
      description =
          "Keys, one number after the other in the cluster of three members or in the only one; in"
              + " the others the first (${DEFAULT-VALUE}).")
  private List<Integer> store;

  @Option(
      names = "--value-bytes",
      paramLabel = "N",
      defaultValue = "256",
      description = "Size of a value (${DEFAULT-VALUE}).")
  private int valueBytes;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "256",
      description = "Writes at a time (${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "6",
      description = "Quiet seconds that are measured for each figure (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each figure is measured; the median counts (${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--heat",
      paramLabel = "N",
      defaultValue = "30",
      description = "Seconds of load before a size is measured (${DEFAULT-VALUE}).")
  private int heat;

  @Override
  public Integer call() throws InterruptedException {
    check();
    clusters.checkFiles();
    List<Grown> all = new ArrayList<>();
    Path folder = clusters.folder();
    try {
      Growth growth = growth(folder);
      for (int each : nodes) {
        var size = new Growth.Size(each, each == grownMembers() ? store : store.subList(0, 1));
        all.addAll(growth.of(size, gc -> clusters.ours(List.of(gc))));
        var beside = etcd.program();
        if (beside.isPresent()) {
          all.addAll(growth.of(size, _ -> beside.get()));
        }
      }
    } catch (IllegalStateException e) {
      throw Complaint.of(Exit.FAILED, String.valueOf(e.getMessage()), "expected servers that run");
    } finally {
      Cluster.deleteAll(folder);
    }
    tell(all);
    return Exit.OK.code();
  }

  private void check() {
    nodes.forEach(each -> Bounds.check("--nodes", each, 1, Bounds.NODES_MAX));
    store.forEach(each -> Bounds.check("--store", each, 1, Content.KEYS_MAX));
    Bounds.check("--value-bytes", valueBytes, 1, Bounds.VALUE_BYTES_MAX);
    Bounds.check("--clients", clients, 1, Bounds.CLIENTS_MAX);
    Bounds.check("--seconds", seconds, 1, Bounds.SECONDS_MAX);
    Bounds.check("--repeat", repeat, 1, Bounds.TIMES_MAX);
    Bounds.check("--heat", heat, 0, Bounds.SECONDS_MAX);
  }

  private int grownMembers() {
    return nodes.contains(USUAL_MEMBERS) ? USUAL_MEMBERS : nodes.getFirst();
  }

  private Growth growth(Path folder) {
    PrintWriter out = spec.commandLine().getOut();
    var duel =
        new Duel(
            new Content(1, valueBytes),
            (content, row) -> LoadPlan.closed(content, row.mix(), row.inFlight()),
            heat,
            WARM_UP,
            new Meter(seconds, Meter.FOREIGN_MAX));
    return new Growth(
        duel,
        new Row(Mix.PUT, clients),
        repeat,
        folder,
        grown -> {
          out.println(grown);
          out.flush();
        });
  }

  private void tell(List<Grown> all) {
    PrintWriter out = spec.commandLine().getOut();
    String table = Growth.table(all).toString();
    out.println();
    out.print(table);
    out.flush();
    clusters.writeMarkdown(table);
    clusters.writeJson(Json.text(all.stream().map(Grown::fields).toList()));
  }
}
