package ds.workbench.research;

import ds.core.Context;
import ds.scenario.study.ElectionTrial;
import ds.workbench.research.Chart.Axis;
import ds.workbench.research.Chart.Panel;
import ds.workbench.research.Chart.Point;
import ds.workbench.research.Chart.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/// Figure 16 of Raft's paper: the time without a leader, for ranges of election timeouts.
final class ElectionTimeouts implements Study {

  /// Ours with the rule that this study ended: a voter's loyalty lasts as long as its own timeout.
  private static final String LOYAL = "raft/loyal-too-long";

  private static final String NO_SPREAD = "150-150";

  /// As in the paper: these take long, and all go the same way.
  private static final int NO_SPREAD_TRIALS = 100;

  private static final List<String> SPREAD =
      List.of("150-150", "150-151", "150-155", "150-175", "150-200", "150-300");
  private static final List<String> SHORTER =
      List.of("12-24", "25-50", "50-100", "100-200", "150-300");

  private static final Axis SHARE =
      new Axis("elections over, %", List.of(0., 20., 40., 60., 80., 100.), false);
  private static final Axis LONG =
      new Axis("time without a leader, ms", List.of(100., 1_000., 10_000., 20_000.), true);
  private static final Axis SHORT =
      new Axis("time without a leader, ms", List.of(0., 100., 200., 300., 400., 500., 600.), false);

  /// What the paper's text says of its curves: a median and a longest of 1,000, and for shorter
  /// timeouts a longest. It gives a mean for these, too, which is no point of such a curve.
  private static final Series SAID_OF_SPREAD =
      new Series("the paper's text", List.of(new Point(287, 50), new Point(513, 100)), true);

  private static final Series SAID_OF_SHORTER =
      new Series("the paper's text", List.of(new Point(152, 100)), true);

  /// A Raft, with its curve for each range.
  private record Raft(String name, Map<String, Curve> curves) {

    Raft {
      curves = Map.copyOf(curves);
    }

    Curve curve(String range) {
      return Optional.ofNullable(curves.get(range)).orElseThrow();
    }
  }

  /// The times of one curve in milliseconds, sorted.
  private record Curve(String range, List<Double> times) {

    Curve {
      times = List.copyOf(times);
    }

    double percentile(double share) {
      return times.get((int) Math.ceil(share * times.size()) - 1);
    }

    double mean() {
      return times.stream().mapToDouble(time -> time).average().orElseThrow();
    }

    Series series() {
      List<Point> points = new ArrayList<>(List.of(new Point(times.getFirst(), 0)));
      for (int percent = 1; percent <= 100; percent++) {
        points.add(new Point(percentile(percent / 100.), percent));
      }
      return new Series(range.replace('-', '–') + " ms", points, false);
    }
  }

  @Override
  public String name() {
    return "raft-election-timeouts";
  }

  @Override
  public String about() {
    return "How long is a cluster without a leader? Figure 16 of Raft's paper, and of our own"
        + " Raft.";
  }

  @Override
  public int trials() {
    return 1_000;
  }

  @Override
  public Findings make(int trials, Consumer<String> progress) {
    Raft paper = raft("paper's Raft", trials, progress, range -> changed(Trials.PAPER, range));
    Raft loyal = raft("loyal too long", trials, progress, range -> changed(LOYAL, range));
    Raft ours = raft("ours", trials, progress, range -> ElectionTrial.of(range).orElseThrow());
    List<Raft> rafts = List.of(paper, loyal, ours);
    Map<String, String> files = new TreeMap<>();
    files.put("results/percentiles.csv", csv(rafts));
    files.put("figures/spread.svg", spread(paper, ours));
    files.put("figures/shorter.svg", shorter(paper, ours));
    return new Findings(files, table(rafts));
  }

  private static LongFunction<long[]> changed(String mutant, String range) {
    return Trials.changed(mutant, ElectionTrial.class, range);
  }

  private static Raft raft(
      String name,
      int trials,
      Consumer<String> progress,
      Function<String, LongFunction<long[]>> trialOf) {
    Map<String, Curve> curves = new TreeMap<>();
    for (String range : ranges()) {
      progress.accept(name + ", " + range + " ms");
      int count = range.equals(NO_SPREAD) ? Math.min(trials, NO_SPREAD_TRIALS) : trials;
      curves.put(range, curve(range, trialOf.apply(range), count));
    }
    return new Raft(name, curves);
  }

  private static List<String> ranges() {
    List<String> ranges = new ArrayList<>(SPREAD);
    SHORTER.stream().filter(range -> !ranges.contains(range)).forEach(ranges::add);
    return ranges;
  }

  private static Curve curve(String range, LongFunction<long[]> trial, int trials) {
    List<Double> times =
        Arrays.stream(Trials.run(trial, trials))
            .mapToDouble(result -> (double) result[0] / Context.MILLISECOND)
            .sorted()
            .boxed()
            .toList();
    return new Curve(range, times);
  }

  private static String spread(Raft paper, Raft ours) {
    return Chart.svg(
        "Shares of elections that are over after a time, for timeouts from 150 ms on",
        List.of(
            panel("Figure 2 of the paper", LONG, paper, SPREAD, SAID_OF_SPREAD),
            panel("Ours: with a pre-vote", LONG, ours, SPREAD)));
  }

  private static String shorter(Raft paper, Raft ours) {
    return Chart.svg(
        "Shares of elections that are over after a time, for shorter and shorter timeouts",
        List.of(
            panel("Figure 2 of the paper", SHORT, paper, SHORTER, SAID_OF_SHORTER),
            panel("Ours: with a pre-vote", SHORT, ours, SHORTER)));
  }

  private static Panel panel(String title, Axis x, Raft raft, List<String> ranges, Series... more) {
    List<Series> series = new ArrayList<>();
    ranges.forEach(range -> series.add(raft.curve(range).series()));
    series.addAll(List.of(more));
    return new Panel(title, x, SHARE, series);
  }

  private static String csv(List<Raft> rafts) {
    StringBuilder csv = new StringBuilder("percent");
    for (String range : ranges()) {
      rafts.forEach(raft -> csv.append(',').append(raft.name()).append(' ').append(range));
    }
    IntStream.rangeClosed(1, 100)
        .forEach(percent -> {
          csv.append('\n').append(percent);
          for (String range : ranges()) {
            for (Raft raft : rafts) {
              double time = raft.curve(range).percentile(percent / 100.);
              csv.append(String.format(Locale.ROOT, ",%.3f", time));
            }
          }
        });
    return csv.append('\n').toString();
  }

  private static List<String> table(List<Raft> rafts) {
    StringBuilder names = new StringBuilder("| timeouts, ms |");
    rafts.forEach(raft -> names.append(" " + raft.name() + ": median | mean | longest |"));
    List<String> table = new ArrayList<>();
    table.add(names.toString());
    table.add("|---|" + "---:|".repeat(3 * rafts.size()));
    for (String range : ranges()) {
      StringBuilder row = new StringBuilder("| " + range.replace('-', '–') + " |");
      rafts.forEach(raft -> row.append(" " + cells(raft.curve(range)) + " |"));
      table.add(row.toString());
    }
    return table;
  }

  private static String cells(Curve curve) {
    return cell(curve.percentile(.5))
        + " | "
        + cell(curve.mean())
        + " | "
        + cell(curve.percentile(1));
  }

  private static String cell(double millis) {
    return millis >= (double) ElectionTrial.GIVEN_UP / Context.MILLISECOND
        ? "never"
        : String.format(Locale.ROOT, "%,.0f", millis);
  }
}
