package ds.trial.kv.judge;

import java.util.Locale;

/// Times of a trial in words.
///
/// @param begin the trial's, as [System#nanoTime] told it
public record Moments(long begin) {

  private static final double SECOND = 1e9;

  /// Such as `12.345 s`, counted from the beginning of the trial.
  public String at(long nanos) {
    return span(nanos - begin);
  }

  /// Such as `0.120 s`.
  public static String span(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / SECOND);
  }
}
