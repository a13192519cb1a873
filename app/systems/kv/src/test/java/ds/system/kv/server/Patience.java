package ds.system.kv.server;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what must come, and not for ever.
final class Patience {

  /// Far beyond what anything takes on a machine that is busy with other things.
  static final long SECONDS_MAX = 120;

  /// Between two looks, so that whoever waits is in nobody's way.
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private Patience() {}

  static void until(String what, BooleanSupplier condition) {
    until(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /// @param look is repeated until it finds something
  static <T> T until(String what, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + SECONDS_MAX + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE);
      found = look.get();
    }
    return found.get();
  }
}
