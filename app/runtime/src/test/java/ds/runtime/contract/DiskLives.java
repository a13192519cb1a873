package ds.runtime.contract;

import static ds.runtime.contract.Actor.all;
import static ds.runtime.contract.Actor.checkpoint;
import static ds.runtime.contract.Actor.compact;
import static ds.runtime.contract.Actor.say;
import static ds.runtime.contract.Actor.write;
import static ds.runtime.contract.WorldUnderTest.A;
import static org.assertj.core.api.Assertions.assertThat;

import ds.runtime.contract.Actor.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A node through many lives, each of which ends in the middle of its work.
///
/// It writes the numbers from 1 on, and now and then lets a piece `..n` stand for all up to `n`. So
/// whatever a crash leaves must count from 1 to some number without a gap: to none below what it
/// has acknowledged, and to none beyond what it has written.
final class DiskLives {

  private static final int LIVES = 40;
  private static final int STEPS_MAX = 12;

  private final WorldUnderTest world;
  private final Random random = new Random(7);

  /// The last number written, and the last that is no record any more but in a piece.
  private int written;

  private int summed;

  private DiskLives(WorldUnderTest world) {
    this.world = world;
  }

  static void live(WorldUnderTest world) throws Exception {
    var lives = new DiskLives(world);
    for (int life = 0; life < LIVES; life++) {
      lives.liveOnce();
    }
  }

  private void liveOnce() throws Exception {
    int steps = 1 + random.nextInt(STEPS_MAX);
    int first = written + 1;
    for (int step = 0; step < steps; step++) {
      world.tell(A, step());
    }
    if (random.nextInt(4) > 0) {
      int some = first + random.nextInt(written - first + 1);
      world.await(A, "number " + some, _ -> acknowledged() >= some);
    }
    world.crash(A);
    int acknowledged = acknowledged();
    int found = count(world.recovered(A));
    assertThat(found).as("the last number found").isBetween(acknowledged, written);
    written = found;
  }

  private Act step() {
    List<Act> acts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      acts.add(write("" + ++written));
    }
    int keep = random.nextInt(written - summed + 1);
    switch (random.nextInt(6)) {
      case 0 -> acts.add(checkpoint(keep, sum(keep)));
      case 1 -> acts.add(compact(keep, sum(keep)));
      default -> {}
    }
    acts.add(say(A, "" + written));
    return all(acts.toArray(Act[]::new));
  }

  private String sum(int keep) {
    summed = written - keep;
    return ".." + summed;
  }

  private int acknowledged() {
    return world.texts(A).stream()
        .filter(text -> text.startsWith("a: "))
        .mapToInt(text -> Integer.parseInt(text, 3, text.length(), 10))
        .max()
        .orElse(0);
  }

  private int count(List<String> lines) {
    int last = 0;
    summed = 0;
    for (String line : lines) {
      if (line.startsWith("..")) {
        assertThat(last).as("what comes before a piece").isZero();
        last = Integer.parseInt(line, 2, line.length(), 10);
        summed = last;
      } else {
        assertThat(line).as("what comes behind " + last).isEqualTo("" + (last + 1));
        last++;
      }
    }
    return last;
  }
}
