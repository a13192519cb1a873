package catchthebug;

import ds.core.NodeId;
import ds.exercise.catchthebug.Mishap;
import ds.exercise.catchthebug.Mishap.Crash;
import ds.exercise.catchthebug.Mishap.Cut;
import ds.exercise.catchthebug.Mishap.DiskFails;
import ds.exercise.catchthebug.Mishap.Hold;
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
      case FICKLE -> lateAccept();
      case FORGETFUL -> forgottenAccept();
      case CARELESS -> oldAnswers();
    };
  }

  /// s1's request to accept arrives when s2 has long got its own value chosen.
  private static List<Mishap> lateAccept() {
    return List.of(new Hold(List.of(S1), List.of(S2, S3), 19, 100));
  }

  /// s1 and s2 choose a value; s2 forgets it, and s1 is not there to remember.
  private static List<Mishap> forgottenAccept() {
    return List.of(
        new Cut(List.of(S1), List.of(S3), 20, 1_000),
        new Crash(S2, 23, 30),
        new Cut(List.of(S1), List.of(S2), 30, 1_000));
  }

  /// s1 starts 2.s1 twice. In its first life, s1 and s3 promise, and s3 accepts s1's value. In the
  /// second, an old promise of s2 brings s2's value, and the old answer of s3 gets it decided.
  private static List<Mishap> oldAnswers() {
    return List.of(
        new Cut(List.of(S1), List.of(S2, S3), 0, 40), // 1.s1 comes to nothing
        new Cut(List.of(S2), List.of(S1, S3), 40, 60), // s2 alone accepts its value under 1.s2
        new Crash(S3, 50, 75), // and s3 starts no ballot before 135
        new Hold(List.of(S2), List.of(S1), 112, 129),
        new Hold(List.of(S3), List.of(S1), 118, 129),
        new Cut(List.of(S1), List.of(S2), 117, 1_000),
        new DiskFails(S1, 114, 118), // s1's own acceptance is lost, and 2.s1 with it
        new Cut(List.of(S1), List.of(S3), 118, 1_000)); // s3 keeps s1's value, and decides it
  }
}
