package ds.lab.world;

/// A node's own clock: real time, bent by drift and skew.
final class Clock {

  private static final long MILLION = 1_000_000;

  private long drift;
  private long realAnchor;
  private long shownAnchor;

  /// What the clock shows at the real time `now`.
  long show(long now) {
    return drift == 0
        ? shownAnchor + (now - realAnchor)
        : shownAnchor + scaled(now - realAnchor, MILLION + drift, MILLION);
  }

  /// How long the clock takes, in real time, to go on by `shown` at least: a timer is never early
  /// by the clock of its node.
  long realDuration(long shown) {
    if (drift == 0) {
      return shown;
    }
    long real = scaled(shown, MILLION, MILLION + drift);
    return scaled(real, MILLION + drift, MILLION) < shown ? real + 1 : real;
  }

  void jump(long now, long by) {
    anchor(now);
    shownAnchor += by;
  }

  void drift(long now, long ppm) {
    anchor(now);
    drift = ppm;
  }

  private void anchor(long now) {
    shownAnchor = show(now);
    realAnchor = now;
  }

  /// `time * numerator / denominator` without overflow for times up to years.
  private static long scaled(long time, long numerator, long denominator) {
    return time / denominator * numerator + time % denominator * numerator / denominator;
  }
}
