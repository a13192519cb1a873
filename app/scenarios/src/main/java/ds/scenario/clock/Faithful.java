package ds.scenario.clock;

import ds.core.Step;
import ds.lab.scenario.StepInvariant;
import ds.protocol.clock.VectorTime.Relation;
import ds.scenario.clock.Causality.Happening;
import java.util.Optional;

/// The strong clock condition: vectors tell of any two events whether one happened before the
/// other.
final class Faithful implements StepInvariant<ClockMessage> {

  private final Causality causality = new Causality();

  @Override
  public Optional<String> check(Step<ClockMessage> step) {
    return causality.see(step).flatMap(this::objectionTo);
  }

  private Optional<String> objectionTo(Happening latest) {
    for (Happening other : causality.all()) {
      if (other.number() != latest.number()) {
        Relation told = other.times().vector().relationTo(latest.times().vector());
        Relation known = other.isBefore(latest) ? Relation.BEFORE : Relation.CONCURRENT;
        if (told != known) {
          var one = other.times().vector();
          var two = latest.times().vector();
          return Optional.of(one + " to " + two + " is said to be " + told + " and is " + known);
        }
      }
    }
    return Optional.empty();
  }
}
