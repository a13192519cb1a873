package ds.lab.run;

import java.util.List;
import java.util.Optional;

/// What became of a run.
///
/// @param violation the first property that broke
/// @param unknown the properties of which the run cannot tell whether they hold
/// @param seen the names of the `sometimes` properties that came true
/// @param steps how many steps the nodes took
/// @param time virtual time at the end, in nanoseconds
/// @param operations how many operations the clients invoked
public record Outcome(
    long seed,
    Optional<Violation> violation,
    List<String> unknown,
    List<String> seen,
    long steps,
    long time,
    long operations) {

  /// Whether every property holds, for certain.
  public boolean passed() {
    return violation.isEmpty() && unknown.isEmpty();
  }
}
