package ds.workbench.research;

import ds.core.Context;
import ds.scenario.study.SwitchTrial;
import ds.workbench.research.Chart.Axis;
import ds.workbench.research.Chart.Panel;
import ds.workbench.research.Chart.Point;
import ds.workbench.research.Chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/// Cloudflare's incident of 2020: a switch that passes some messages and not others.
final class LyingSwitch implements Study {

  private static final List<String> WIRINGS =
      List.of("two-way", "one-way", "deaf-leader", "two-ears");

  /// By name, the change of our Raft; the last one has none.
  private static final Map<String, String> RAFTS = new LinkedHashMap<>();

  static {
    RAFTS.put("as in the paper", Trials.PAPER);
    RAFTS.put("without PreVote", "raft/without-pre-vote");
    RAFTS.put("without CheckQuorum", "raft/without-check-quorum");
    RAFTS.put("ours", "");
  }

  private static final int TENTHS = 600;

  /// What a minute was like, on the average of many.
  ///
  /// @param terms the term at each second
  private record Minute(
      String wiring, String raft, double leaders, double work, double last, List<Double> terms) {

    Minute {
      terms = List.copyOf(terms);
    }
  }

  @Override
  public String name() {
    return "a-switch-that-lied";
  }

  @Override
  public String about() {
    return "Why did an etcd cluster lose its leader again and again when a switch half failed?";
  }

  @Override
  public int trials() {
    return 100;
  }

  @Override
  public Findings make(int trials, Consumer<String> progress) {
    List<Minute> minutes = new ArrayList<>();
    for (String wiring : WIRINGS) {
      RAFTS.forEach((raft, mutant) -> {
        progress.accept(wiring + ", " + raft);
        LongFunction<long[]> trial =
            mutant.isEmpty()
                ? SwitchTrial.of(wiring).orElseThrow()
                : Trials.changed(mutant, SwitchTrial.class, wiring);
        minutes.add(minute(wiring, raft, Trials.run(trial, trials)));
      });
    }
    Map<String, String> files =
        Map.of("results/minutes.csv", csv(minutes), "figures/terms.svg", figure(minutes));
    return new Findings(files, table(minutes));
  }

  private static Minute minute(String wiring, String raft, long[][] results) {
    List<Double> terms = new ArrayList<>();
    for (int second = 0; second <= SwitchTrial.SECONDS; second++) {
      terms.add(mean(results, 3 + second));
    }
    double last = mean(results, 2) / (1_000 * Context.MILLISECOND);
    double work = 100 * mean(results, 1) / TENTHS;
    return new Minute(wiring, raft, mean(results, 0), work, last, terms);
  }

  private static double mean(long[][] results, int place) {
    return Arrays.stream(results).mapToLong(result -> result[place]).average().orElseThrow();
  }

  private static String figure(List<Minute> minutes) {
    return Chart.svg(
        "Terms in the minute after a switch has broken, by kind of Raft",
        List.of(
            panel("Five servers, two of which reach one other only", "two-ears", minutes),
            panel("Three servers and a leader that hears nobody", "deaf-leader", minutes)));
  }

  private static Panel panel(String title, String wiring, List<Minute> minutes) {
    List<Series> series = new ArrayList<>();
    for (Minute minute : minutes) {
      if (minute.wiring().equals(wiring)) {
        List<Point> points = new ArrayList<>();
        for (int second = 0; second < minute.terms().size(); second++) {
          points.add(new Point(second, minute.terms().get(second)));
        }
        series.add(new Series(minute.raft(), points, false));
      }
    }
    Axis time = new Axis("seconds since", List.of(0., 10., 20., 30., 40., 50., 60.), false);
    Axis term = new Axis("term", List.of(0., 40., 80., 120., 160.), false);
    return new Panel(title, time, term, series);
  }

  private static String csv(List<Minute> minutes) {
    StringBuilder csv = new StringBuilder("wiring,raft,leaders,progress,last election\n");
    for (Minute minute : minutes) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%.3f,%.3f,%.3f\n",
              minute.wiring(),
              minute.raft(),
              minute.leaders(),
              minute.work(),
              minute.last()));
    }
    return csv.toString();
  }

  private static List<String> table(List<Minute> minutes) {
    List<String> table = new ArrayList<>();
    table.add("| wiring | Raft | leaders elected | time with progress | last election at |");
    table.add("|---|---|---:|---:|---:|");
    for (Minute minute : minutes) {
      table.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f | %.1f %% | %s |",
              minute.wiring(),
              minute.raft(),
              minute.leaders(),
              minute.work(),
              minute.leaders() == 0 ? "–" : String.format(Locale.ROOT, "%.1f s", minute.last())));
    }
    return table;
  }
}
