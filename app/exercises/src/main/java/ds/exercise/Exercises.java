package ds.exercise;

import ds.exercise.broadcast.BroadcastExercise;
import ds.exercise.catchthebug.CatchTheBugExercise;
import ds.exercise.clocks.ClocksExercise;
import ds.exercise.exactlyonce.ExactlyOnceExercise;
import ds.exercise.ping.PingExercise;
import ds.exercise.primarybackup.PrimaryBackupExercise;
import ds.exercise.raft.tests.RaftExercise;
import ds.exercise.replicatedkv.tests.ReplicatedKvExercise;
import ds.exercise.task.Exercise;
import ds.exercise.uniqueids.UniqueIdsExercise;
import java.util.List;
import java.util.Optional;

/// The exercises there are, in the order in which to do them.
public final class Exercises {

  private static final List<Exercise<?>> ALL =
      List.of(
          PingExercise.EXERCISE,
          UniqueIdsExercise.EXERCISE,
          BroadcastExercise.EXERCISE,
          ClocksExercise.EXERCISE,
          ExactlyOnceExercise.EXERCISE,
          PrimaryBackupExercise.EXERCISE,
          RaftExercise.EXERCISE,
          ReplicatedKvExercise.EXERCISE,
          CatchTheBugExercise.EXERCISE);

  private Exercises() {}

  public static List<Exercise<?>> all() {
    return ALL;
  }

  public static Optional<Exercise<?>> find(String name) {
    return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}
