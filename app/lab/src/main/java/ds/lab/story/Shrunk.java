package ds.lab.story;

import ds.lab.scenario.Violation;
import java.util.List;

/// What is left of a run that broke a property.
///
/// @param recording the whole run
/// @param schedule the part of it that breaks the property too; leaving out any single moment, it
///   would not, unless `complete` is false
/// @param violation how this part breaks it
/// @param trials how many schedules were tried
/// @param complete whether the shrinker ran out of ideas and not of [Effort]
public record Shrunk<M>(
    Recording<M> recording,
    List<Moment<M>> schedule,
    Violation violation,
    long trials,
    boolean complete) {

  public Shrunk {
    schedule = List.copyOf(schedule);
  }
}
