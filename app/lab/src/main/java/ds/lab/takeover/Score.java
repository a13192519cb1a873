package ds.lab.takeover;

import ds.lab.scenario.Scenario;
import ds.lab.script.PlayedScript;
import ds.lab.simulation.Course;
import ds.lab.simulation.Simulation;
import ds.lab.world.Observer;
import java.util.List;
import java.util.function.Function;

/// All that a run is made of, so that it can be executed any number of times.
///
/// @param link names it, with what a hand did in it
/// @param course makes it happen once more, before the eyes of an observer
public record Score<M>(
    RunLink link, Scenario<M> scenario, Function<Observer<M>, Course<M>> course) {

  /// A run that the seed of its link decides.
  public static <M> Score<M> of(RunLink link, Scenario<M> scenario) {
    return new Score<>(
        link, scenario, observer -> new Simulation<>(scenario.setting(), link.seed(), observer));
  }

  /// A run that a script decides, and no seed.
  public static <M> Score<M> of(RunLink link, PlayedScript<M> script) {
    return new Score<>(link.withSeed(RunLink.NO_SEED), script.scenario(), script::course);
  }

  /// The same run in which a hand did this.
  Score<M> with(List<Choice> choices) {
    return new Score<>(link.with(choices), scenario, course);
  }
}
