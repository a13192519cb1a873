package ds.lab.campaign;

import ds.lab.run.Outcome;
import java.util.List;

/// What a campaign found. It does not depend on the number of threads, unless the campaign was
/// stopped.
///
/// @param progress how far it came
/// @param operations how many operations clients invoked
/// @param failures the runs that broke a property, by seed; the first [#KEPT_MAX] of them
/// @param unknown how many runs broke nothing but left a property undecided
/// @param undecided such runs, by seed; the first [#KEPT_MAX] of them
/// @param neverVisited the `sometimes` properties that no run has seen, if there were enough runs
///   to wonder
/// @param stopped whether it was stopped before its end
public record Report(
    Progress progress,
    long operations,
    List<Outcome> failures,
    long unknown,
    List<Outcome> undecided,
    List<String> neverVisited,
    boolean stopped) {

  /// How many outcomes of a kind are kept; those of passes never are.
  public static final int KEPT_MAX = 100;

  public Report {
    failures = List.copyOf(failures);
    undecided = List.copyOf(undecided);
    neverVisited = List.copyOf(neverVisited);
  }

  /// Whether every property held in every run, for certain, and every place was visited.
  public boolean passed() {
    return !stopped && progress.failures() == 0 && unknown == 0 && neverVisited.isEmpty();
  }
}
