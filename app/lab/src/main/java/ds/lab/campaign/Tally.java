package ds.lab.campaign;

import ds.lab.run.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Adds up outcomes, which come in the order of their seeds.
final class Tally {

  private final List<Outcome> failures = new ArrayList<>();
  private final List<Outcome> undecided = new ArrayList<>();
  private final Set<String> unseen;
  private long runs;
  private long steps;
  private long operations;
  private long failed;
  private long unknown;

  /// @param hopes the names of the `sometimes` properties
  Tally(List<String> hopes) {
    this.unseen = new LinkedHashSet<>(hopes);
  }

  void add(Outcome outcome) {
    runs++;
    steps += outcome.steps();
    operations += outcome.operations();
    outcome.seen().forEach(unseen::remove);
    if (outcome.violation().isPresent()) {
      failed++;
      keep(failures, outcome);
    } else if (!outcome.unknown().isEmpty()) {
      unknown++;
      keep(undecided, outcome);
    }
  }

  Progress progress(long total, long nanos) {
    return new Progress(runs, total, steps, failed, nanos);
  }

  /// @param runsMin from how many runs on a place that was never visited is a failure
  Report report(long total, long nanos, long runsMin, boolean stopped) {
    List<String> neverVisited = runs < runsMin ? List.of() : List.copyOf(unseen);
    return new Report(
        progress(total, nanos), operations, failures, unknown, undecided, neverVisited, stopped);
  }

  private static void keep(List<Outcome> kept, Outcome outcome) {
    if (kept.size() < Report.KEPT_MAX) {
      kept.add(outcome);
    }
  }
}
