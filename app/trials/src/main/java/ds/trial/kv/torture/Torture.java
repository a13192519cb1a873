package ds.trial.kv.torture;

import ds.trial.kv.client.Endpoints;
import ds.trial.kv.ground.Ground;
import ds.trial.kv.ground.SmallDisk;
import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.nemesis.Nemesis;
import ds.trial.kv.report.Account;
import ds.trial.kv.report.Fault;
import ds.trial.kv.stage.Settings;
import ds.trial.kv.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One trial, from begin to end.
public final class Torture {

  /// What clients may still be owed when all is whole again.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final TortureSettings settings;
  private final Consumer<String> say;
  private final CountDownLatch stop = new CountDownLatch(1);
  private Optional<String> lacksDisk = Optional.empty();
  private Optional<Nemesis> nemesis = Optional.empty();

  /// @param say is told how it goes, a line at a time
  public Torture(TortureSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /// Ends it early: what has been seen until then is judged.
  public void stop() {
    stop.countDown();
    synchronized (this) {
      nemesis.ifPresent(Nemesis::stop);
    }
  }

  /// @throws IOException if the folder is of no use
  public Account run() throws IOException, InterruptedException {
    List<String> names =
        IntStream.rangeClosed(1, settings.members()).mapToObj(i -> "s" + i).toList();
    try (Ground ground = Ground.prepare(settings.program(), names, settings.folder(), disk())) {
      if (!ground.startAll()) {
        throw new IOException(
            "the members do not start within minutes; their words are in "
                + settings.folder().resolve("logs"));
      }
      return torture(ground);
    }
  }

  private Optional<SmallDisk> disk() throws IOException {
    if (!settings.kinds().contains("disk")) {
      return Optional.empty();
    }
    try {
      return Optional.of(SmallDisk.mount(Files.createDirectories(settings.folder())));
    } catch (IOException e) {
      lacksDisk = Optional.of("no disk was filled, as none can be made here: " + e.getMessage());
      say.accept(lacksDisk.get());
      return Optional.empty();
    }
  }

  private Account torture(Ground ground) throws InterruptedException {
    List<String> clients = ground.cluster().endpoints().stream().map(Object::toString).toList();
    try (Workloads workloads =
        Workloads.start(Endpoints.plain(clients), Settings.usual(settings.seed()))) {
      long begin = workloads.pulse().begin();
      var raging =
          new Nemesis(
              ground, settings.seed(), settings.kinds(), fault -> say.accept(line(begin, fault)));
      synchronized (this) {
        nemesis = Optional.of(raging);
      }
      if (stop.getCount() == 0) {
        raging.stop();
      }
      long first = System.nanoTime();
      raging.rage(settings.span());
      var lasted = Duration.ofNanos(System.nanoTime() - first);
      say.accept("all is made whole");
      ground.heal();
      List<Judgement> judgements = new ArrayList<>(workloads.finish(PATIENCE));
      judgements.add(Agreement.judge(ground));
      judgements.add(servers(ground, raging.faults()));
      return new Account(
          settings.command(), about(lasted), workloads.pulse(), raging.faults(), judgements);
    }
  }

  private static String line(long begin, Fault fault) {
    double second = (fault.begin() - begin) / 1e9;
    double lasted = (fault.end() - fault.begin()) / 1e9;
    return "%7.1f s  %-8s %s (%.1f s)".formatted(second, fault.kind(), fault.target(), lasted);
  }

  /// Whether the servers did what no server should, whatever clients noticed of it.
  private Judgement servers(Ground ground, List<Fault> faults) {
    SequencedMap<String, Long> numbers = new LinkedHashMap<>();
    faults.forEach(fault -> numbers.merge(fault.kind(), 1L, Long::sum));
    numbers.put("errors in the logs", errors());
    List<String> incidents = ground.incidents().all();
    return new Judgement(
        "servers",
        "No server ends by itself, each comes back, and none starts on a rotted log.",
        incidents.isEmpty() ? new Ruling.Pass() : new Ruling.Fail(String.join("\n", incidents)),
        numbers);
  }

  private long errors() {
    try (Stream<Path> logs = Files.list(settings.folder().resolve("logs"))) {
      long errors = 0;
      for (Path log : logs.toList()) {
        try (Stream<String> lines = Files.lines(log)) {
          errors += lines.filter(line -> line.contains("ERROR")).count();
        }
      }
      return errors;
    } catch (IOException e) {
      return -1;
    }
  }

  /// @param lasted how long there were faults; no less than was asked for, unless it was ended
  ///   early
  static String span(Duration asked, Duration lasted) {
    return lasted.compareTo(asked) < 0
        ? "%d s of faults; %d s were asked for, and it was ended early"
            .formatted(lasted.toSeconds(), asked.toSeconds())
        : asked.toSeconds() + " s of faults";
  }

  private List<String> about(Duration lasted) {
    List<String> about = new ArrayList<>();
    about.add(settings.members() + " members, " + settings.program().name());
    about.add("seed " + settings.seed() + ", " + span(settings.span(), lasted));
    about.add(
        "Java "
            + Runtime.version()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version"));
    lacksDisk.ifPresent(about::add);
    return about;
  }
}
