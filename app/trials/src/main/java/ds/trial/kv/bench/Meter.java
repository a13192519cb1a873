package ds.trial.kv.bench;

import ds.trial.kv.bench.Machine.Work;
import ds.trial.kv.bench.Measured.Seconds;
import ds.trial.kv.bench.Measured.Usage;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Measures second by second, and keeps those in which nobody else used the machine.
///
/// @param seconds that are wanted
/// @param foreignMax cores that others may use in a second that counts
public record Meter(int seconds, double foreignMax) {

  /// A fifth of a core; whatever system it is, something always runs.
  public static final double FOREIGN_MAX = 0.2;

  private static final long SECOND = 1_000_000_000L;

  /// Nobody waits for quiet forever, but so many times as long as would do.
  public static final int PATIENCE = 4;

  /// With fewer than these there is nothing to take a percentile of.
  public static final int ENOUGH = 3;

  private record Span(Tally tally, Work before, Work after) {

    double foreign() {
      return after.foreignSince(before);
    }
  }

  /// Watches a load that runs already, and lets it run.
  ///
  /// @param pids the servers that it loads, as far as they are on this machine
  public Measured measure(Load load, List<Long> pids) throws InterruptedException {
    var machine = new Machine(pids);
    List<Span> all = new ArrayList<>();
    load.take();
    Work before = machine.work();
    long begun = before.at();
    while (all.stream().filter(this::isQuiet).count() < seconds
        && all.size() < PATIENCE * seconds) {
      sleepUntil(begun + (all.size() + 1) * SECOND);
      Tally tally = load.take();
      Work after = machine.work();
      all.add(new Span(tally, before, after));
      before = after;
    }
    List<Span> quiet = all.stream().filter(this::isQuiet).toList();
    boolean isEnough = quiet.size() >= Math.min(ENOUGH, seconds);
    return sum(
        isEnough ? quiet : all,
        new Seconds(
            isEnough ? quiet.size() : all.size(),
            isEnough ? all.size() - quiet.size() : 0,
            isEnough),
        machine.resident());
  }

  private boolean isQuiet(Span span) {
    return span.foreign() <= foreignMax;
  }

  private static void sleepUntil(long time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time - System.nanoTime());
  }

  private static Measured sum(List<Span> spans, Seconds seconds, List<Long> bytes) {
    var tally = new Tally();
    spans.forEach(span -> tally.add(span.tally()));
    List<Double> cores =
        IntStream.range(0, bytes.size())
            .mapToObj(i -> cores(spans, work -> work.members().get(i)))
            .toList();
    return new Measured(tally, seconds, new Usage(cores(spans, Work::self), cores, bytes));
  }

  private static double cores(List<Span> spans, ToLongFunction<Work> whose) {
    double work = 0;
    double time = 0;
    for (Span span : spans) {
      work += whose.applyAsLong(span.after()) - whose.applyAsLong(span.before());
      time += span.after().at() - span.before().at();
    }
    return work / time;
  }
}
