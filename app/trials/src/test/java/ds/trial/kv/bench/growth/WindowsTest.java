package ds.trial.kv.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.bench.Measured.Seconds;
import ds.trial.kv.bench.growth.Windows.Second;
import ds.trial.kv.bench.growth.Windows.Window;
import ds.trial.kv.load.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Seconds of two kinds, of which as many are to be compared.
class WindowsTest {

  private static final boolean BESIDE = true;
  private static final boolean APART = false;
  private static final boolean QUIET = true;
  private static final boolean LOUD = false;

  private final List<Second> seconds = new ArrayList<>();

  @Test
  @DisplayName("both windows are equally long, and the longer one is thinned out from end to end")
  void equal() {
    add(10, BESIDE, QUIET, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    add(4, APART, QUIET, 100, 101, 102, 103);
    Windows windows = Windows.of(seconds);
    assertThat(windows.beside().seconds()).isEqualTo(new Seconds(4, 0, true));
    assertThat(windows.apart().seconds()).isEqualTo(new Seconds(4, 0, true));
    assertThat(answers(windows.beside())).containsExactly(1, 3, 6, 8);
    assertThat(answers(windows.apart())).containsExactly(100, 101, 102, 103);
  }

  @Test
  @DisplayName("seconds in which others used the machine do not count")
  void quiet() {
    add(3, BESIDE, QUIET, 1, 2, 3);
    add(2, BESIDE, LOUD, 900, 901);
    add(3, APART, QUIET, 5, 6, 7);
    add(1, APART, LOUD, 902);
    Windows windows = Windows.of(seconds);
    assertThat(windows.beside().seconds()).isEqualTo(new Seconds(3, 2, true));
    assertThat(windows.apart().seconds()).isEqualTo(new Seconds(3, 1, true));
    assertThat(answers(windows.beside())).containsExactly(1, 2, 3);
    assertThat(answers(windows.apart())).containsExactly(5, 6, 7);
  }

  @Test
  @DisplayName("with too few quiet ones of either kind all of both count, and that is said")
  void loud() {
    add(2, BESIDE, QUIET, 1, 2);
    add(2, BESIDE, LOUD, 3, 4);
    add(9, APART, QUIET, 10, 11, 12, 13, 14, 15, 16, 17, 18);
    Windows windows = Windows.of(seconds);
    assertThat(windows.beside().seconds()).isEqualTo(new Seconds(4, 0, false));
    assertThat(windows.apart().seconds()).isEqualTo(new Seconds(4, 0, false));
    assertThat(answers(windows.beside())).containsExactly(1, 2, 3, 4);
  }

  @Test
  @DisplayName(
      "it is enough when so many quiet ones of both kinds are there, or four times as many")
  void enough() {
    add(5, BESIDE, QUIET, 1, 1, 1, 1, 1);
    add(19, APART, LOUD, new int[19]);
    assertThat(Windows.areEnough(seconds, 5)).isFalse();
    add(1, APART, LOUD, 1);
    assertThat(Windows.areEnough(seconds, 5)).isTrue();
    assertThat(Windows.areEnough(seconds, 6)).isFalse();
  }

  /// @param answers of each second the milliseconds of its one answer
  private void add(int count, boolean isBeside, boolean isQuiet, int... answers) {
    assertThat(answers).hasSize(count);
    for (int millis : answers) {
      var tally = new Tally();
      tally.succeeded(millis * 1_000_000L, 0);
      seconds.add(new Second(tally, isQuiet ? 0 : 1, isBeside, isQuiet));
    }
  }

  /// The milliseconds of the answers of a window, in their order.
  private static List<Integer> answers(Window window) {
    var latencies = window.tally().latencies();
    return LongStream.rangeClosed(1, latencies.count())
        .mapToObj(i -> (double) i / latencies.count())
        .map(share -> (int) (latencies.quantile(share) / 1_000_000))
        .toList();
  }
}
