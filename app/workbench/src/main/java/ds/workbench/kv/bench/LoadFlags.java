package ds.workbench.kv.bench;

import ds.trial.kv.bench.Meter;
import ds.trial.kv.bench.Row;
import ds.trial.kv.load.Content;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Mix;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is asked of a server, how much of it, and for how long.
final class LoadFlags {

  @Option(
      names = "--clients",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,64,256,1000",
      description = "Requests at a time (${DEFAULT-VALUE}).")
  private List<Integer> clients;

  @Option(
      names = "--ops",
      split = ",",
      paramLabel = "OP",
      defaultValue = "put,get,mixed",
      description =
          "put, get (linearizable) or mixed, of which four in five read (${DEFAULT-VALUE}).")
  private List<Mix> ops;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "6",
      description = "Quiet seconds that are measured for each figure (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "3",
      description = "Seconds of load before, which do not count (${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--quiet",
      paramLabel = "CORES",
      defaultValue = "0.2",
      description =
          "What others may use of the machine in a second that counts (${DEFAULT-VALUE}).")
  private double quiet;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Keys of 8 bytes, drawn at random (${DEFAULT-VALUE}).")
  private int keys;

  @Option(
      names = "--value-bytes",
      paramLabel = "N",
      defaultValue = "256",
      description = "Size of a value (${DEFAULT-VALUE}).")
  private int valueBytes;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Over which the requests are spread (8, or fewer for fewer requests).")
  private @Nullable Integer connections;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Requests that begin in a second, whatever the server does (if left out, each begins when"
              + " another is answered).")
  private @Nullable Double rate;

  /// Each of the operations at each number of requests.
  List<Row> rows() {
    return ops.stream()
        .flatMap(mix -> clients().stream().map(clients -> new Row(mix, clients)))
        .toList();
  }

  private List<Integer> clients() {
    for (int each : clients) {
      Bounds.check("--clients", each, 1, Bounds.CLIENTS_MAX);
    }
    return clients;
  }

  Content content() {
    Bounds.check("--keys", keys, 1, Content.KEYS_MAX);
    Bounds.check("--value-bytes", valueBytes, 1, Bounds.VALUE_BYTES_MAX);
    return new Content(keys, valueBytes);
  }

  Meter meter() {
    Bounds.check("--seconds", seconds, 1, Bounds.SECONDS_MAX);
    if (!(quiet >= 0)) {
      throw Complaint.of(Exit.USAGE, "--quiet " + quiet, "expected no less than no cores");
    }
    return new Meter(seconds, quiet);
  }

  int warmUp() {
    Bounds.check("--warm-up", warmUp, 0, Bounds.SECONDS_MAX);
    return warmUp;
  }

  LoadPlan plan(Content content, Row row) {
    int inFlight = row.inFlight();
    LoadPlan plan = LoadPlan.closed(content, row.mix(), inFlight);
    if (connections != null) {
      Bounds.check("--connections", connections, 1, inFlight);
      plan = plan.over(connections);
    }
    if (rate != null) {
      if (!(rate > 0 && rate <= Bounds.RATE_MAX)) {
        throw Complaint.of(
            Exit.USAGE, "--rate " + rate, "expected more than 0, up to " + Bounds.RATE_MAX);
      }
      plan = plan.at(rate);
    }
    return plan;
  }
}
