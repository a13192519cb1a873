package ds.scenario.clock;

import ds.core.Step;
import ds.lab.scenario.StepInvariant;
import ds.protocol.clock.VectorTime.Relation;
import ds.scenario.clock.Causality.Happening;
import ds.scenario.clock.ClockMessage.Times;
import java.util.Optional;

/// The clock condition: what happened before has the smaller time, by each of the three clocks. It
/// is enough to look at what led to an event directly, as all three orders are transitive.
final class Stamping implements StepInvariant<ClockMessage> {

  private final Causality causality = new Causality();

  @Override
  public Optional<String> check(Step<ClockMessage> step) {
    return causality
        .see(step)
        .flatMap(happening ->
            happening.causes().stream()
                .flatMap(cause -> objection(cause, happening).stream())
                .findFirst());
  }

  private static Optional<String> objection(Happening cause, Happening happening) {
    Times before = cause.times();
    Times after = happening.times();
    if (before.lamport().compareTo(after.lamport()) >= 0) {
      return told(cause, happening, "Lamport", before.lamport(), after.lamport());
    }
    if (before.vector().relationTo(after.vector()) != Relation.BEFORE) {
      return told(cause, happening, "vector", before.vector(), after.vector());
    }
    if (before.hybrid().compareTo(after.hybrid()) >= 0) {
      return told(cause, happening, "hybrid", before.hybrid(), after.hybrid());
    }
    return Optional.empty();
  }

  private static Optional<String> told(
      Happening cause, Happening happening, String kind, Object before, Object after) {
    return Optional.of(
        "an event of "
            + cause.node()
            + (" has the " + kind + " time " + before)
            + (", and led to one of " + happening.node() + " that has " + after));
  }
}
