package ds.trial.kv.bench;

import java.util.Locale;
import java.util.stream.Collectors;

/// One measurement of one contender.
///
/// @param round which one of several
public record Figure(String contender, Row row, int round, Measured measured) {

  /// One line for a person who waits.
  @Override
  public String toString() {
    Measured it = measured;
    return String.format(
        Locale.ROOT,
        "%-5s %-11s %8.0f/s   p50 %7.2f  p99 %7.2f  p99.9 %7.2f ms%s   cores: load %.2f,"
            + " members %s   seconds: %d%s%s",
        contender,
        row,
        it.throughput(),
        it.millis(0.5),
        it.millis(0.99),
        it.millis(0.999),
        trouble(),
        it.usage().generator(),
        it.usage().cores().stream()
            .map(cores -> String.format(Locale.ROOT, "%.2f", cores))
            .collect(Collectors.joining(" ")),
        it.seconds().kept(),
        it.seconds().dropped() == 0 ? "" : ", " + it.seconds().dropped() + " thrown away",
        it.seconds().isQuiet() ? "" : ", none of them quiet");
  }

  private String trouble() {
    String missing =
        measured.tally().missing() == 0 ? "" : "   found nothing: " + measured.tally().missing();
    return measured.errors() == 0
        ? missing
        : "   errors: %s, longest silence %.0f ms%s"
            .formatted(measured.tally().errors(), measured.tally().longestSilence() / 1e6, missing);
  }
}
