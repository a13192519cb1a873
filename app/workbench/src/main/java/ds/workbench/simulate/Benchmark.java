package ds.workbench.simulate;

import ds.lab.run.Run;
import ds.workbench.terminal.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How fast the simulator is with a scenario on one core: runs under the seeds 1, 2, 3 … without a
/// trace, with all properties of the scenario checked.
public final class Benchmark<M> {

  /// Until the compiler has seen what matters.
  private static final int WARM_UP_SECONDS = 3;

  private static final long SECOND = 1_000_000_000L;

  private final Stage<M> stage;
  private long seed;

  public Benchmark(Stage<M> stage) {
    this.stage = stage;
  }

  /// Measures second by second, and tells the median.
  public Exit run(int seconds) {
    for (int i = 0; i < WARM_UP_SECONDS; i++) {
      stepsInASecond();
    }
    List<Double> speeds = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      speeds.add(stepsInASecond() / 1e6);
      stage.out().printf(Locale.ROOT, "  %6.2f M steps/s%n", speeds.getLast());
      stage.out().flush();
    }
    speeds.sort(null);
    stage
        .out()
        .printf(
            Locale.ROOT,
            "%s, %d servers and %d clients, one core: %.2f M steps/s (median of %d seconds)%n",
            stage.scenario().name(),
            stage.scenario().roster().servers(),
            stage.scenario().roster().clients(),
            speeds.get(speeds.size() / 2),
            seconds);
    stage.out().flush();
    return Exit.OK;
  }

  private double stepsInASecond() {
    long begun = System.nanoTime();
    long steps = 0;
    long nanos = 0;
    while (nanos < SECOND) {
      steps += new Run<>(stage.scenario(), ++seed).toEnd().steps();
      nanos = System.nanoTime() - begun;
    }
    return steps * ((double) SECOND / nanos);
  }
}
