package ds.workbench.simulate;

import ds.lab.campaign.Progress;
import java.util.Locale;

/// How far a campaign has come and how fast it goes, in a line.
final class Gauge {

  private static final int WIDTH = 24;
  private static final double SECOND = 1e9;

  /// A campaign that only a failure or its user ends has no bar.
  private static final long COUNTABLE_MAX = 1_000_000_000_000L;

  private Gauge() {}

  static String line(Progress progress) {
    String failures = progress.failures() == 0 ? "" : ", " + progress.failures() + " broken";
    if (progress.total() > COUNTABLE_MAX) {
      return "  %,d runs%s, %s".formatted(progress.runs(), failures, speed(progress));
    }
    return "  %s %,d of %,d runs%s, %s%s"
        .formatted(
            bar(progress),
            progress.runs(),
            progress.total(),
            failures,
            speed(progress),
            left(progress));
  }

  static String speed(Progress progress) {
    return String.format(
        Locale.ROOT,
        "%.1f s, %.2f M steps/s",
        progress.nanos() / SECOND,
        progress.stepsPerSecond() / 1e6);
  }

  private static String left(Progress progress) {
    return progress.nanosLeft().isEmpty()
        ? ""
        : ", %.0f s left".formatted(progress.nanosLeft().getAsLong() / SECOND);
  }

  private static String bar(Progress progress) {
    int full = (int) (WIDTH * progress.runs() / Math.max(1, progress.total()));
    return "█".repeat(full) + "░".repeat(WIDTH - full);
  }
}
