package ds.trial.kv.stage;

import ds.core.Check;
import java.time.Duration;

/// How hard clients try.
///
/// @param seed of everything that clients draw; what comes of it depends on the machine, too
/// @param scale how many clients of each kind, 1 being about thirty in all
/// @param pause of a client between two calls; zero to call without a pause
/// @param patience after which a client gives a call up
public record Settings(long seed, int scale, Duration pause, Duration patience) {

  public Settings {
    Check.that(scale > 0 && !pause.isNegative() && patience.isPositive(), "some clients that call");
  }

  /// Enough to keep five members busy on two cores and to leave them room.
  public static Settings usual(long seed) {
    return new Settings(seed, 1, Duration.ofMillis(10), Duration.ofSeconds(3));
  }
}
