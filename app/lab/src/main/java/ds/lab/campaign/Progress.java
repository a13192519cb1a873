package ds.lab.campaign;

import java.util.OptionalLong;

/// How far a campaign has come.
///
/// @param runs how many runs are done
/// @param total how many there are to do
/// @param steps how many steps nodes have taken in them
/// @param failures how many of them broke a property
/// @param nanos since the campaign began
public record Progress(long runs, long total, long steps, long failures, long nanos) {

  private static final double SECOND = 1e9;

  /// Steps of nodes a second, on all threads together.
  public long stepsPerSecond() {
    return nanos == 0 ? 0 : (long) (steps * (SECOND / nanos));
  }

  /// How long the rest takes if it goes on like this, in nanoseconds; empty while nobody can tell.
  public OptionalLong nanosLeft() {
    return runs == 0
        ? OptionalLong.empty()
        : OptionalLong.of((long) ((double) nanos / runs * (total - runs)));
  }
}
