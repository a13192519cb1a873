package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// `SIGSTOP`, and `SIGCONT` later: to others, a member that hangs; to itself, a jump in time.
record Pause(List<String> victims, Duration span) implements Attack {

  private static final int MILLIS_MIN = 200;
  private static final int MILLIS_MAX = 12_000;

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    List<String> victims = free.some(1 + random.nextInt(4) / 2, random);
    if (random.nextInt(3) == 0) {
      victims = ground.operator().leader().stream().filter(free.members()::contains).toList();
    }
    return victims.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Pause(
                List.copyOf(victims), Duration.ofMillis(random.nextInt(MILLIS_MIN, MILLIS_MAX))));
  }

  @Override
  public Set<String> claims() {
    return Set.copyOf(victims);
  }

  @Override
  public String target() {
    return String.join(", ", victims);
  }

  @Override
  public void carryOut(Ground ground, Respite respite) throws InterruptedException {
    List<String> paused = victims.stream().filter(ground::wasRunning).toList();
    paused.forEach(name -> ground.cluster().process(name).orElseThrow().pause());
    try {
      respite.last(span);
    } finally {
      paused.forEach(name -> ground.cluster().process(name).orElseThrow().resume());
    }
  }
}
