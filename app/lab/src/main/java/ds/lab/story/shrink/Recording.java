package ds.lab.story.shrink;

import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.scenario.Scenario;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;

/// A run with its schedule: all that happened in it, up to the first violation.
public record Recording<M>(
    Scenario<M> scenario, long seed, List<Moment<M>> schedule, Outcome outcome) {

  public Recording {
    schedule = List.copyOf(schedule);
  }

  /// Runs `scenario` under `seed` and takes down what happens.
  public static <M> Recording<M> of(Scenario<M> scenario, long seed) {
    Run<M> run = new Run<>(scenario, seed);
    World<M> world = run.course().world();
    List<Moment<M>> schedule = new ArrayList<>();
    run.course().record(action -> schedule.add(Moment.of(world, action)));
    return new Recording<>(scenario, seed, schedule, run.toEnd());
  }
}
