package ds.lab.takeover;

import ds.lab.simulation.Course;
import ds.lab.simulation.Hand;
import ds.lab.world.NodeFailure;
import ds.lab.world.World;
import java.util.function.Consumer;

/// Goes to a moment of a run to look around: executes it again up to there, and judges nothing. To
/// go on from one moment to a later one costs only the way between.
public final class Visit<M> {

  private final Branch<M> branch;
  private Course<M> course;
  private int made;

  /// Every step from this one to the last one taken leads to this moment.
  private long lowest;

  public Visit(Branch<M> branch) {
    this.branch = branch;
    this.course = begun();
  }

  /// Looks at the moment at which so many steps have been taken. Where several steps belong
  /// together, as when all nodes start, it is the moment after the last of them.
  public void to(long step, Consumer<Hand<M>> look) {
    if (step < lowest) {
      course = begun();
      made = 0;
      lowest = 0;
    }
    if (step > course.world().steps() || lowest == 0) {
      goOn(step);
      lowest = step;
    }
    look.accept(course.hand());
  }

  private Course<M> begun() {
    Course<M> fresh = branch.score().course().apply((world, step) -> {});
    attempt(fresh::begin);
    return fresh;
  }

  private void goOn(long step) {
    World<M> world = course.world();
    long horizon = branch.scenario().plot().horizon();
    int due = branch.choicesUpTo(step).size();
    attempt(() -> {
      while (made < due) {
        Choice choice = branch.choices().get(made);
        course.goOn(horizon, () -> world.steps() >= choice.step());
        new Deeds<>(course.hand()).perform(choice.deed());
        made++;
      }
      course.goOn(horizon, () -> world.steps() >= step);
    });
  }

  /// A node that fails ends the run, here as it did when it was watched.
  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (NodeFailure failure) {
      // The moment before it is the last there is.
    }
  }
}
