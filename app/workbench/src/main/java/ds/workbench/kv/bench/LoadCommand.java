package ds.workbench.kv.bench;

import ds.trial.kv.bench.Endpoints;
import ds.trial.kv.bench.Figure;
import ds.trial.kv.bench.Measured;
import ds.trial.kv.bench.Meter;
import ds.trial.kv.bench.Row;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Loads servers that run already.
@Command(
    name = "load",
    description = "Load servers that run already, ours or etcd's, and measure them.",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  ./ds bench kv load --endpoints 127.0.0.1:2379,127.0.0.1:2479 --clients 256 --ops put",
      "  ./ds bench kv load --ops get --rate 20000 --clients 1000",
    })
final class LoadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private LoadFlags flags;

  @Option(
      names = "--endpoints",
      split = ",",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:2379",
      description = "Where members answer clients (${DEFAULT-VALUE}).")
  private List<String> endpoints;

  @Option(names = "--spread", description = "Load all of them, and not only the one that leads.")
  private boolean isSpread;

  @Option(
      names = "--pids",
      split = ",",
      paramLabel = "PID",
      description = "Their processes, whose use of the machine is theirs and not foreign.")
  private List<Long> pids = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    Content content = flags.content();
    List<Row> rows = flags.rows();
    rows.forEach(row -> flags.plan(content, row)); // a wrong flag is told before the load
    int warmUp = flags.warmUp();
    Meter meter = flags.meter();
    List<InetSocketAddress> targets = targets();
    Load.fill(targets, LoadPlan.closed(content, Mix.PUT, 64));
    for (Row row : rows) {
      try (Load load = Load.begin(targets, flags.plan(content, row))) {
        TimeUnit.SECONDS.sleep(warmUp);
        Measured measured = meter.measure(load, pids);
        spec.commandLine().getOut().println(new Figure("", row, 1, measured));
        spec.commandLine().getOut().flush();
      }
    }
    return Exit.OK.code();
  }

  private List<InetSocketAddress> targets() {
    List<InetSocketAddress> all = endpoints.stream().map(LoadCommand::address).toList();
    if (isSpread) {
      return all;
    }
    return List.of(
        new Endpoints(all)
            .leader()
            .orElseThrow(() ->
                Complaint.of(
                    Exit.FAILED,
                    "none of " + String.join(", ", endpoints) + " says that it leads",
                    "expected servers that answer there, the leader among them, or --spread")));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    try {
      return new InetSocketAddress(
          text.substring(0, Math.max(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw Complaint.of(Exit.USAGE, "'" + text + "' is no address", "expected HOST:PORT");
    }
  }
}
