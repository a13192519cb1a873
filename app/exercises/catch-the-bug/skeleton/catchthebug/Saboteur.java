package catchthebug;

import ds.core.NodeId;
import ds.exercise.catchthebug.Mishap;
import ds.exercise.catchthebug.Sabotage;
import java.util.List;

/// Knows when to strike.
public final class Saboteur implements Sabotage {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final NodeId S3 = new NodeId("s3");

  @Override
  public List<Mishap> against(Culprit culprit) {
    return switch (culprit) {
      case FICKLE -> List.of(); // such as new Mishap.Crash(S1, 10, 20)
      case FORGETFUL -> List.of();
      case CARELESS -> List.of();
    };
  }
}
