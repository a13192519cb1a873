package ds.trial.kv.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.bench.Measured;
import ds.trial.kv.bench.Measured.Seconds;
import ds.trial.kv.bench.Measured.Usage;
import ds.trial.kv.load.Latencies;
import ds.trial.kv.load.Tally;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is printed of a cluster that grew.
class GrowthTest {

  @Test
  @DisplayName("a size is a row, and its row is the median of its rounds")
  void medians() {
    List<Grown> all =
        List.of(
            grown("etcd", 10, 1, 4),
            grown("ours", 200, 1, 2_000),
            grown("ours", 10, 1, 30),
            grown("ours", 10, 2, 500),
            grown("ours", 10, 3, 1));
    List<String> rows = Growth.table(all).toString().lines().skip(2).toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).startsWith("| 3, 10         |   ours |    30 |");
    assertThat(rows.get(1)).startsWith("| 3, 10         |   etcd |     4 |");
    assertThat(rows.get(2)).startsWith("| 3, 200        |   ours | 2,000 |");
  }

  private static Grown grown(String contender, int keys, int round, int answers) {
    var tally = new Tally();
    for (int i = 0; i < answers; i++) {
      tally.succeeded(1_000_000, 0);
    }
    var usage = new Usage(0.1, List.of(0.5, 0.2, 0.2), List.of(1L, 2L, 3L));
    var measured = new Measured(tally, new Seconds(1, 0, true), usage);
    return new Grown(contender, new Grown.Filled(3, keys, 7), round, measured, new Latencies());
  }
}
