package ds.workbench.simulate;

import ds.lab.campaign.Campaign;
import ds.lab.campaign.Plan;
import ds.lab.campaign.Progress;
import ds.lab.campaign.Report;
import ds.lab.run.Outcome;
import ds.workbench.terminal.Exit;
import ds.workbench.terminal.Paint;
import ds.workbench.terminal.StatusLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/// A campaign: one scenario under many seeds on all cores, stopped by Ctrl-C with what it has
/// found.
public final class ManyRuns<M> {

  /// A broken scenario breaks under many seeds; the first few say as much as all.
  private static final int SEEDS_SHOWN_MAX = 10;

  private final Stage<M> stage;
  private final PrintWriter out;
  private final StatusLine status;

  public ManyRuns(Stage<M> stage) {
    this.stage = stage;
    this.out = stage.out();
    this.status = new StatusLine(out);
  }

  public Exit run(Plan plan) throws InterruptedException {
    var campaign = new Campaign<>(stage.scenario(), plan);
    var told = new CountDownLatch(1);
    var interrupt = new Thread(() -> stopAndWait(campaign, told));
    Runtime.getRuntime().addShutdownHook(interrupt);
    try {
      Report report = campaign.run(progress -> status.show(Gauge.line(progress)));
      status.clear();
      tell(report, plan);
      return exit(report);
    } finally {
      told.countDown();
      removeHook(interrupt);
    }
  }

  /// The process ends when this returns, so it waits until all is said.
  private static void stopAndWait(Campaign<?> campaign, CountDownLatch told) {
    campaign.stop();
    try {
      told.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is being interrupted: the hook is at work.
    }
  }

  private void tell(Report report, Plan plan) {
    Progress progress = report.progress();
    out.printf(
        Locale.ROOT,
        "%s, from seed %d: %,d runs%s, %,d steps, %,d client operations, %s%n",
        stage.scenario().name(),
        plan.first(),
        progress.runs(),
        report.stopped() ? " until stopped" : "",
        progress.steps(),
        report.operations(),
        Gauge.speed(progress));
    report.neverVisited().forEach(name -> out.println(Paint.RED.on("  never happened: ") + name));
    tellSeeds("undecided", report.unknown(), report.undecided());
    tellSeeds("broken", progress.failures(), report.failures());
    if (progress.failures() > 0) {
      out.println();
      stage.tellStory(report.failures().getFirst());
    } else if (report.passed()) {
      out.println("  " + Paint.GREEN.on("every promise was kept in every run"));
    }
    out.flush();
  }

  private void tellSeeds(String what, long count, List<Outcome> outcomes) {
    if (count == 0) {
      return;
    }
    out.println(Paint.RED.on("  %s in %,d runs".formatted(what, count)));
    for (Outcome outcome : outcomes.subList(0, Math.min(outcomes.size(), SEEDS_SHOWN_MAX))) {
      out.printf("    seed %d: %s%n", outcome.seed(), trouble(outcome));
      stage.sight(outcome).ifPresent(it -> out.println("      " + it));
    }
    if (count > SEEDS_SHOWN_MAX) {
      out.println("    …");
    }
  }

  private static String trouble(Outcome outcome) {
    return outcome
        .violation()
        .map(it -> it.property() + ": " + it.why())
        .orElseGet(() -> String.join(", ", outcome.unknown()));
  }

  private static Exit exit(Report report) {
    boolean isVisited = report.neverVisited().isEmpty();
    if (report.progress().failures() > 0 || !isVisited) {
      return Exit.FAILED;
    }
    if (report.unknown() > 0) {
      return Exit.UNKNOWN;
    }
    return report.stopped() ? Exit.INTERRUPTED : Exit.OK;
  }
}
