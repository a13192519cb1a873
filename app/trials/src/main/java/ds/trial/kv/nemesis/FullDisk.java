package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import ds.trial.kv.ground.SmallDisk;
import ds.trial.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A member's disk is full for a while. The member may go on, or stop and say why.
record FullDisk(String victim, boolean leads, Duration span) implements Attack {

  private static final int MILLIS_MIN = 5_000;
  private static final int MILLIS_MAX = 40_000;
  private static final Duration FAREWELL = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(100);

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    String victim = ground.cluster().names().getLast();
    return ground.disk().isEmpty() || !free.members().contains(victim)
        ? Optional.empty()
        : Optional.of(
            new FullDisk(
                victim,
                random.nextBoolean(),
                Duration.ofMillis(random.nextInt(MILLIS_MIN, MILLIS_MAX))));
  }

  @Override
  public Set<String> claims() {
    return Set.of(victim);
  }

  @Override
  public String target() {
    return victim + (leads ? ", to lead before" : "");
  }

  @Override
  public void carryOut(Ground ground, Respite respite) throws IOException, InterruptedException {
    SmallDisk disk = ground.disk().orElseThrow();
    if (!ground.wasRunning(victim)) {
      return;
    }
    if (leads) {
      ground
          .operator()
          .leader()
          .filter(it -> !it.equals(victim))
          .ifPresent(it -> ground.operator().moveLeader(it, victim));
    }
    ServerProcess process = ground.cluster().process(victim).orElseThrow();
    try {
      disk.fill();
      long begin = System.nanoTime();
      while (process.isAlive()
          && System.nanoTime() - begin < span.toNanos()
          && respite.last(LOOK)) {
        // It may be that nothing has to be written that takes room.
      }
    } finally {
      disk.clear();
    }
    restart(ground, process);
  }

  /// A member that has said why it stops may take a while to end: whoever looks before that sees
  /// one that is alive, and waits in vain for it to serve.
  private void restart(Ground ground, ServerProcess process) {
    if (saysFull(process)) {
      process.awaitEnd(FAREWELL);
    }
    if (!process.isAlive()) {
      if (!saysFull(process)) {
        ground
            .incidents()
            .add(victim + " ended on a full disk and did not say so", process.printed());
      }
      ground.start(victim);
    }
  }

  private static boolean saysFull(ServerProcess process) {
    return process.printed().contains("disk full");
  }
}
