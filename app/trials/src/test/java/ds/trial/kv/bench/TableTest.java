package ds.trial.kv.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.bench.Measured.Seconds;
import ds.trial.kv.bench.Measured.Usage;
import ds.trial.kv.load.Mix;
import ds.trial.kv.load.Tally;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What is printed of what was measured.
class TableTest {

  private static final Row ROW = new Row(Mix.PUT, 64);

  @Test
  @DisplayName("a table is Markdown, and its columns stand below each other")
  void columns() {
    Table table = new Table("op", "ops/s").row(List.of("put, 1", "1,200")).row(List.of("get", "7"));
    assertThat(table)
        .hasToString(
            """
            | op     | ops/s |
            | ------ | ----: |
            | put, 1 | 1,200 |
            | get    |     7 |
            """);
  }

  @Test
  @DisplayName("the median of the rounds is told, and the ratio of the medians")
  void comparison() {
    List<Figure> figures =
        List.of(
            figure("ours", 1, 3_000),
            figure("etcd", 1, 100),
            figure("ours", 2, 10),
            figure("etcd", 2, 50),
            figure("ours", 3, 150),
            figure("etcd", 3, 7_000));
    String speed = new Comparison(List.of("ours", "etcd"), figures).speed().toString();
    assertThat(speed.lines().skip(2).findFirst().orElseThrow())
        .startsWith("| put, 64     |        150 |        100 |  1.50 |");
  }

  private static Figure figure(String contender, int round, int answers) {
    var tally = new Tally();
    for (int i = 0; i < answers; i++) {
      tally.succeeded(1_000_000, 0);
    }
    var usage = new Usage(0.1, List.of(0.5, 0.2), List.of(100L, 200L));
    return new Figure(contender, ROW, round, new Measured(tally, new Seconds(1, 0, true), usage));
  }
}
