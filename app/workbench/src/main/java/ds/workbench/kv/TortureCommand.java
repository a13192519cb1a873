package ds.workbench.kv;

import ds.trial.kv.judge.Judgement;
import ds.trial.kv.judge.Ruling;
import ds.trial.kv.nemesis.Nemesis;
import ds.trial.kv.report.Account;
import ds.trial.kv.report.Report;
import ds.trial.kv.torture.Torture;
import ds.trial.kv.torture.TortureSettings;
import ds.trial.process.Cluster;
import ds.trial.process.ServerProcess;
import ds.workbench.terminal.Complaint;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Menu;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Breaks servers while clients use them, and judges what the clients saw.
@Command(
    name = "torture",
    description = "Break a cluster while clients use it, and judge what they saw.",
    subcommands = TortureCommand.Kv.class,
    synopsisSubcommandLabel = "SYSTEM",
    commandListHeading = "%nSystems:%n")
public final class TortureCommand extends Menu {

  /// A key-value cluster.
  @Command(
      name = "kv",
      description = {
        "Break members of the key-value store while clients use it, and judge what they saw.",
        "Members are processes of their own. They are killed, stopped, cut off, slowed down,",
        "filled, rotted, replaced and restarted; then all is made whole and judged: registers,",
        "transactions, watches, leases, locks, and what members hold. Ctrl-C ends the faults"
            + " early;",
        "what was seen until then is judged.",
        "",
        "A disk is filled only where one can be mounted, which takes root's rights. Linux only.",
      },
      footerHeading = "%n",
      footer = {
        "Examples:",
        "  ./ds torture kv --minutes 2",
        "  ./ds torture kv --minutes 30 --seed 7 --out torture",
        "  ./ds torture kv --faults kill,cut",
      })
  static final class Kv implements Callable<Integer> {

    private static final int NODES_MIN = 3;
    private static final int NODES_MAX = 9;
    private static final double MINUTES_MAX = 24 * 60;

    /// What one member may take of a machine that they share.
    private static final List<String> SWITCHES = List.of("-Xmx1g");

    @Spec private CommandSpec spec;

    @Option(
        names = "--minutes",
        paramLabel = "N",
        defaultValue = "2",
        description = "How long there are faults (${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
        names = "--seed",
        paramLabel = "N",
        description = "From which all chance comes (drawn, if left out).")
    private @Nullable Long seed;

    @Option(
        names = "--nodes",
        paramLabel = "N",
        defaultValue = "5",
        description = "Members, 3 to 9 (${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "kv.torture",
        description = {
          "Where the report and the members' logs go, and their data if a judge does not pass them",
          "(${DEFAULT-VALUE}). What an earlier run has left there is deleted."
        })
    private Path out;

    @Option(
        names = "--faults",
        split = ",",
        paramLabel = "KIND",
        description = "Kinds of faults, out of ${COMPLETION-CANDIDATES} (all, if left out).",
        completionCandidates = Kinds.class)
    private @Nullable List<String> faults;

    /// For the help text.
    static final class Kinds implements Iterable<String> {

      @Override
      public java.util.Iterator<String> iterator() {
        return Nemesis.all().iterator();
      }
    }

    @Override
    public Integer call() {
      TortureSettings settings = settings();
      clear();
      PrintWriter screen = spec.commandLine().getOut();
      screen.println(settings.command());
      screen.flush();
      var torture =
          new Torture(
              settings,
              line -> {
                screen.println(line);
                screen.flush();
              });
      var end = new CompletableFuture<Exit>();
      ServerProcess.beforeTheEnd(() -> {
        torture.stop();
        Runtime.getRuntime().halt(end.join().code());
      });
      try {
        end.complete(judge(torture, screen));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end.complete(Exit.INTERRUPTED);
      } catch (IOException e) {
        end.complete(Exit.UNWRITABLE);
        throw Complaint.of(
            Exit.UNWRITABLE, "no trial: " + e.getMessage(), "expected members that start");
      } finally {
        end.complete(Exit.DEFECT);
      }
      return end.join().code();
    }

    private Exit judge(Torture torture, PrintWriter screen)
        throws IOException, InterruptedException {
      Account account = torture.run();
      Report.write(account, out);
      screen.println();
      account.judgements().forEach(judgement -> screen.println(words(judgement)));
      Exit exit = verdict(account.judgements());
      if (exit == Exit.OK) {
        Cluster.deleteAll(out.resolve("data"));
      }
      screen.println();
      screen.println(out.resolve("report.html"));
      screen.flush();
      return exit;
    }

    private static String words(Judgement judgement) {
      String numbers =
          judgement.numbers().entrySet().stream()
              .map(it -> it.getKey() + " " + it.getValue())
              .collect(Collectors.joining(", "));
      return switch (judgement.ruling()) {
        case Ruling.Pass() -> "pass     %s: %s".formatted(judgement.judge(), numbers);
        case Ruling.Fail(var witness) ->
            "FAIL     %s: %s%n%s".formatted(judgement.judge(), numbers, witness.indent(9));
        case Ruling.Unknown(var reason) ->
            "unknown  %s: %s%n%s".formatted(judgement.judge(), numbers, reason.indent(9));
      };
    }

    private static Exit verdict(List<Judgement> judgements) {
      if (judgements.stream().anyMatch(it -> it.ruling() instanceof Ruling.Fail)) {
        return Exit.FAILED;
      }
      boolean isKnown = judgements.stream().allMatch(it -> it.ruling() instanceof Ruling.Pass);
      return isKnown ? Exit.OK : Exit.UNKNOWN;
    }

    private TortureSettings settings() {
      if (!(minutes > 0 && minutes <= MINUTES_MAX)) {
        throw Complaint.of(Exit.USAGE, "--minutes " + minutes, "expected more than 0, up to a day");
      }
      if (nodes < NODES_MIN || nodes > NODES_MAX) {
        throw Complaint.of(
            Exit.USAGE, "--nodes " + nodes, "expected " + NODES_MIN + " to " + NODES_MAX);
      }
      if (!Files.isDirectory(Path.of("/proc/self/fd"))) {
        throw Complaint.of(Exit.USAGE, "this is not Linux", "expected its signals and /proc");
      }
      long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
      return new TortureSettings(
          OurServer.program(SWITCHES, List.of()),
          nodes,
          Duration.ofMillis(Math.round(minutes * 60_000)),
          drawn,
          kinds(),
          out.toAbsolutePath(),
          "./ds torture kv --minutes %s --seed %d --nodes %d%s"
              .formatted(
                  minutes == Math.rint(minutes) ? "" + (long) minutes : "" + minutes,
                  drawn,
                  nodes,
                  faults == null ? "" : " --faults " + String.join(",", faults)));
    }

    private Set<String> kinds() {
      if (faults == null) {
        return Nemesis.all();
      }
      for (String kind : faults) {
        if (!Nemesis.all().contains(kind)) {
          throw Complaint.unknown("kind of fault", kind, Nemesis.all());
        }
      }
      return new LinkedHashSet<>(faults);
    }

    /// Deletes what an earlier run has left, and nothing else.
    private void clear() {
      try {
        Files.createDirectories(out);
        List<String> ours = List.of("data", "logs", "disk", "report.html", "report.json");
        try (Stream<Path> found = Files.list(out)) {
          for (Path path : found.toList()) {
            if (!ours.contains(path.getFileName().toString())) {
              throw Complaint.of(
                  Exit.UNWRITABLE, path + " is not ours", "expected an empty directory for --out");
            }
          }
        }
        ours.forEach(name -> Cluster.deleteAll(out.resolve(name)));
      } catch (IOException e) {
        throw Complaint.of(
            Exit.UNWRITABLE,
            "cannot write to " + Complaint.why(e),
            "expected a directory for --out");
      } catch (UncheckedIOException e) {
        throw Complaint.of(
            Exit.UNWRITABLE,
            "cannot delete what an earlier run has left in " + out + ": " + e.getMessage(),
            "expected a directory for --out");
      }
    }
  }
}
