package ds.exercise.grading;

import ds.core.Node;
import ds.core.NodeId;
import ds.exercise.Exercises;
import ds.exercise.task.Exercise;
import ds.exercise.task.Solution;
import ds.exercise.task.TestCase;
import ds.lab.run.Outcome;
import ds.lab.run.Run;
import ds.lab.run.Violation;
import ds.lab.scenario.Roster;
import java.util.List;
import java.util.Optional;

/// Runs one test under one seed on classes of this class path, in this process and this thread: a
/// breakpoint in them is hit at the same step every time.
public final class Replay {

  private Replay() {}

  /// Prints what became of the run.
  ///
  /// @throws IllegalArgumentException if there is no such exercise or test
  public static void of(String exercise, String test, long seed) {
    run(
        Exercises.find(exercise)
            .orElseThrow(() -> new IllegalArgumentException("no exercise " + exercise)),
        test,
        seed);
  }

  private static <M> void run(Exercise<M> exercise, String name, long seed) {
    TestCase<M> test =
        exercise.find(name).orElseThrow(() -> new IllegalArgumentException("no test " + name));
    Outcome outcome = new Run<>(test.open(new OnClassPath<>(exercise)), seed).toEnd();
    Optional<Violation> broken = outcome.violation();
    System.out.println(
        name
            + ", seed "
            + seed
            + ": "
            + broken.map(it -> it.property() + ": " + it.why()).orElse("passed"));
  }

  /// The classes as the IDE has compiled them.
  private record OnClassPath<M>(Exercise<M> exercise) implements Solution<M> {

    @Override
    @SuppressWarnings("unchecked") // what it exchanges is checked by the compiler of the learner
    public Roster.Maker<M> nodes(String name) {
      return (self, servers) -> {
        try {
          var constructor = type(name).getDeclaredConstructor(NodeId.class, List.class);
          constructor.setAccessible(true);
          return (Node<M>) constructor.newInstance(self, servers);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(name + " cannot be made", e);
        }
      };
    }

    @Override
    public <T> T make(String name, Class<T> wanted) {
      try {
        var constructor = type(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return wanted.cast(constructor.newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(name + " cannot be made", e);
      }
    }

    private Class<?> type(String name) throws ClassNotFoundException {
      return Class.forName(exercise.packageName() + "." + name);
    }
  }
}
