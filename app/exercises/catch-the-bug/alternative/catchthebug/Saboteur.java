package catchthebug;

import ds.core.NodeId;
import ds.exercise.catchthebug.Mishap;
import ds.exercise.catchthebug.Mishap.Crash;
import ds.exercise.catchthebug.Mishap.Cut;
import ds.exercise.catchthebug.Mishap.DiskFails;
import ds.exercise.catchthebug.Mishap.Hold;
import ds.exercise.catchthebug.Sabotage;
import java.util.List;

/// Prefers to hold messages, and to crash whoever should keep quiet.
public final class Saboteur implements Sabotage {

  private static final NodeId S1 = new NodeId("s1");
  private static final NodeId S2 = new NodeId("s2");
  private static final NodeId S3 = new NodeId("s3");

  @Override
  public List<Mishap> against(Culprit culprit) {
    return switch (culprit) {
      case FICKLE ->
          List.of(
              new Cut(List.of(S1), List.of(S3), 20, 1_000),
              new Hold(List.of(S1), List.of(S2), 20, 90));
      case FORGETFUL ->
          List.of(
              new Hold(List.of(S1), List.of(S3), 18, 1_000),
              new Crash(S2, 24, 25),
              new Crash(S1, 32, 1_000));
      case CARELESS ->
          List.of(
              new Hold(List.of(S1), List.of(S2, S3), 0, 90),
              new Cut(List.of(S2), List.of(S1, S3), 40, 80),
              new Crash(S3, 55, 76),
              new Hold(List.of(S2), List.of(S1), 110, 130),
              new DiskFails(S1, 113, 119),
              new Hold(List.of(S1), List.of(S2), 116, 900),
              new Hold(List.of(S3), List.of(S1), 119, 130),
              new Hold(List.of(S1), List.of(S3), 119, 900));
    };
  }
}
