package ds.lab.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How long a verdict takes on the published histories, warm, next to the figures of Porcupine for
/// the same files. Processor time is measured, so that a busy machine does not matter.
///
/// ```
/// DS_HISTORIES=folder ./ds test VerdictTimingsTest
/// ```
class VerdictTimingsTest {

  private static final int WARM_UP_ROUNDS = 30;
  private static final int ROUNDS = 20;

  /// @param millisMax what Porcupine needs
  private record Timing(String what, double millis, double millisMax) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%-44s %10.3f ms   (Porcupine %7.0f ms)", what, millis, millisMax);
    }
  }

  @Test
  @DisplayName("no slower than Porcupine")
  void timings() throws IOException {
    Path folder = PublishedVerdictsTest.folder();
    List<Double> etcd = new ArrayList<>();
    List<Timing> timings = new ArrayList<>();
    for (List<String> row : PublishedVerdictsTest.rows(folder)) {
      Verdicts<?, ?, ?> verdicts = PublishedVerdictsTest.read(folder, row);
      String file = row.getFirst();
      if (file.startsWith("jepsen")) {
        etcd.add(millis(WARM_UP_ROUNDS, verdicts::linearizable));
      } else if (file.startsWith("kv/c10")) {
        timings.add(
            new Timing(file + " by key", millis(WARM_UP_ROUNDS, verdicts::linearizable), 50));
        timings.add(
            new Timing(file + " as a whole", millis(3, verdicts::linearizableAsAWhole), 2_500));
      }
    }
    double sum = etcd.stream().mapToDouble(Double::doubleValue).sum();
    double slowest = etcd.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    timings.addFirst(new Timing("slowest etcd log", slowest, 130));
    timings.addFirst(new Timing("etcd log, average of " + etcd.size(), sum / etcd.size(), 5));
    timings.forEach(System.out::println);
    assertThat(timings).allMatch(timing -> timing.millis() <= timing.millisMax());
  }

  /// The average time of a verdict.
  private static double millis(int warmUpRounds, Runnable verdict) {
    for (int i = 0; i < warmUpRounds; i++) {
      verdict.run();
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int rounds = Math.min(ROUNDS, warmUpRounds);
    long begun = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < rounds; i++) {
      verdict.run();
    }
    return (threads.getCurrentThreadCpuTime() - begun) / 1e6 / rounds;
  }
}
