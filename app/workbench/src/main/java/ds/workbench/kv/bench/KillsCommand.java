package ds.workbench.kv.bench;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.bench.Duel;
import ds.trial.kv.bench.Json;
import ds.trial.kv.bench.Meter;
import ds.trial.kv.bench.Table;
import ds.trial.kv.bench.failover.Failover;
import ds.trial.kv.bench.failover.Outage;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import ds.trial.process.Cluster;
import ds.trial.process.Program;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Kills leaders, and measures how long nobody could write.
@Command(
    name = "kills",
    description = {
      "How long no write succeeds when the leader is killed with -9: clients with one write in",
      "flight each, spread over all members, which turn to another member when a write fails or",
      "gets no answer in time. The killed member is started again and catches up before the next",
      "one is killed.",
    },
    footerHeading = "%n",
    footer = {"Examples:", "  ./ds bench kv kills --kills 50 --etcd none"})
final class KillsCommand implements Callable<Integer> {

  private static final int PATIENCE_MAX = 60_000;
  private static final int MEMBERS = 3;
  private static final int HEAT = 10;
  private static final int KEYS = 10_000;
  private static final int VALUE_BYTES = 256;
  private static final long MILLISECOND = 1_000_000L;

  @Spec private CommandSpec spec;
  @Mixin private ClusterFlags clusters;
  @Mixin private EtcdFlag etcd;

  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "50",
      description = "Leaders that are killed (${DEFAULT-VALUE}).")
  private int kills;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "12",
      description = "Clients, each with one write in flight (${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--patience",
      paramLabel = "MS",
      defaultValue = "250",
      description = "After which a client turns to another member (${DEFAULT-VALUE}).")
  private int patience;

  @Override
  public Integer call() throws InterruptedException {
    Bounds.check("--kills", kills, 1, Bounds.TIMES_MAX);
    Bounds.check("--clients", clients, MEMBERS, Bounds.CLIENTS_MAX);
    Bounds.check("--patience", patience, 1, PATIENCE_MAX);
    clusters.checkFiles();
    Map<String, List<Outage>> all = new LinkedHashMap<>();
    for (Program program : etcd.after(clusters.ours(List.of()))) {
      all.put(program.name(), outages(program));
    }
    Table table = table(all);
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.print(table);
    out.flush();
    clusters.writeMarkdown(table.toString());
    clusters.writeJson(
        Json.text(
            all.entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(it -> it.fields(each.getKey())))
                .toList()));
    return Exit.OK.code();
  }

  private List<Outage> outages(Program program) throws InterruptedException {
    var content = new Content(KEYS, VALUE_BYTES);
    LoadPlan plan =
        LoadPlan.closed(content, Mix.PUT, clients).over(clients).within(patience * MILLISECOND);
    var meter = new Meter(1, Meter.FOREIGN_MAX);
    var duel = new Duel(content, (_, _) -> plan, HEAT, 0, meter);
    Path folder = clusters.folder();
    PrintWriter out = spec.commandLine().getOut();
    try (var contender = Contender.start(program, folder, MEMBERS)) {
      duel.fill(contender);
      duel.heat(contender);
      return new Failover(plan)
          .run(
              contender,
              kills,
              outage -> {
                out.println(program.name() + "  " + outage);
                out.flush();
              });
    } catch (IllegalStateException e) {
      throw Complaint.of(Exit.FAILED, String.valueOf(e.getMessage()), "expected servers that run");
    } finally {
      Cluster.deleteAll(folder);
    }
  }

  private static Table table(Map<String, List<Outage>> all) {
    var table = new Table("milliseconds", "kills", "p50", "p90", "p99", "max");
    all.forEach((name, outages) -> {
      table.row(row(name + ": without a write", outages, Outage::silence));
      table.row(row(name + ": until another leads", outages, Outage::election));
      table.row(row(name + ": from then to a write", outages, Outage::finding));
      table.row(row(name + ": caught up after a start", outages, Outage::recovery));
    });
    return table;
  }

  /// Of few values a percentile is one of them, the next larger one.
  private static List<String> row(String title, List<Outage> outages, ToLongFunction<Outage> what) {
    List<Long> sorted = outages.stream().map(what::applyAsLong).sorted().toList();
    List<String> cells = new ArrayList<>(List.of(title, Integer.toString(outages.size())));
    for (double share : List.of(0.5, 0.9, 0.99, 1.0)) {
      long value = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
      cells.add(String.format(Locale.ROOT, "%.0f", value / 1e6));
    }
    return cells;
  }
}
