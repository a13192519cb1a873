package ds.trial.relay;

import java.time.Duration;

/// What happens to the bytes on a line.
public sealed interface Weather {

  /// They arrive.
  Weather FAIR = new Clear();

  record Clear() implements Weather {}

  /// They wait until the weather changes, and arrive then, as late as that is: how TCP gets over a
  /// cable that is pulled and put back.
  record Held() implements Weather {}

  /// They are taken and lost. When the weather changes, connections that lost some are ended.
  record Lossy() implements Weather {}

  /// Connections are ended, and new ones as soon as they are made.
  record Broken() implements Weather {}

  /// They arrive late.
  ///
  /// @param delay between a read and the write of what was read
  /// @param bytesPerSecond at most
  record Slow(Duration delay, long bytesPerSecond) implements Weather {

    public Slow {
      if (delay.isNegative() || bytesPerSecond < 1) {
        throw new IllegalArgumentException("a slow line still goes forward");
      }
    }

    long nanos(int bytes) {
      return delay.toNanos() + bytes * 1_000_000_000L / bytesPerSecond;
    }
  }
}
