package ds.lab.story.shrink;

import ds.lab.run.Violation;
import ds.lab.world.Action;
import ds.lab.world.Observer;
import java.util.List;
import java.util.function.Consumer;

/// What is left of a run that broke a property.
///
/// @param recording the whole run, recast if fewer servers tell it
/// @param schedule the part of it that breaks the property too; all of it happens
/// @param violation how this part breaks it
/// @param minimal whether the property would hold if any single moment more were left out;
///   otherwise the [Effort] was spent before all were tried
public record Shrunk<M>(
    Recording<M> recording, List<Moment<M>> schedule, Violation violation, boolean minimal) {

  public Shrunk {
    schedule = List.copyOf(schedule);
  }

  /// How many events and faults it has.
  public int steps() {
    int steps = 0;
    for (Moment<M> moment : schedule) {
      steps += moment.action() instanceof Action.Sync ? 0 : 1;
    }
    return steps;
  }

  /// Has it happen again.
  ///
  /// @param observer sees every step
  /// @param told is told every moment before it happens
  public void replay(Observer<M> observer, Consumer<Moment<M>> told) {
    new Trial<>(recording, violation).of(schedule, observer, told);
  }
}
