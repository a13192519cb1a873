package ds.lab.story.shrink;

import ds.lab.run.Run;
import ds.lab.run.Violation;
import ds.lab.run.Watch;
import ds.lab.scenario.Property;
import ds.lab.simulation.Setting;
import ds.lab.world.NodeFailure;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Tries whether a schedule breaks a property.
final class Trial<M> {

  /// A schedule that does.
  ///
  /// @param schedule all of it happens, and its last moment is the one that breaks the property
  record Broken<M>(List<Moment<M>> schedule, Violation violation) {}

  private final Setting<M> setting;
  private final long seed;
  private final Violation sought;
  private final List<Property<M>> watched;

  /// Far more than the run took of which parts are tried: one that goes on for longer talks to
  /// itself.
  private final long stepsMax;

  private long steps;

  Trial(Recording<M> recording, Violation sought) {
    this.setting = recording.scenario().setting();
    this.seed = recording.seed();
    this.sought = sought;
    this.stepsMax = 2 * recording.outcome().steps() + 1_000;
    this.watched =
        recording.scenario().properties().stream()
            .filter(it -> it.name().equals(sought.property()))
            .toList();
  }

  /// How many steps nodes took in the latest trial.
  long steps() {
    return steps;
  }

  /// Whether the property is one of the whole history and not of a step.
  boolean isJudgedAtEnd() {
    return watched.stream().anyMatch(Property.Judged.class::isInstance);
  }

  Optional<Broken<M>> of(List<Moment<M>> schedule) {
    return of(schedule, (world, step) -> {}, moment -> {});
  }

  /// @param also sees every step
  /// @param told is told every moment that happens
  Optional<Broken<M>> of(List<Moment<M>> schedule, Observer<M> also, Consumer<Moment<M>> told) {
    Watch<M> watch = new Watch<>(watched, also);
    List<Moment<M>> happened = new ArrayList<>();
    Replay<M> replay = new Replay<>(setting, seed, watch, told.andThen(happened::add));
    World<M> world = replay.world();
    try {
      replay.run(schedule, () -> watch.violation().isPresent() || world.steps() > stepsMax);
      watch.judgeHistory(world);
    } catch (NodeFailure failure) {
      watch.violated(world, Run.NO_FAILURE, String.valueOf(failure.getMessage()));
    }
    steps = world.steps();
    return watch
        .violation()
        .filter(this::isSought)
        .map(violation -> new Broken<>(happened, violation));
  }

  /// All exceptions break one property, but they are different mistakes.
  private boolean isSought(Violation violation) {
    return violation.property().equals(sought.property())
        && (!sought.property().equals(Run.NO_FAILURE)
            || complaint(violation).equals(complaint(sought)));
  }

  /// The exception in a [NodeFailure]'s message, numbers aside.
  private static String complaint(Violation violation) {
    String why = violation.why();
    return why.substring(why.lastIndexOf("]: ") + 1).replaceAll("[0-9]+", "#");
  }
}
