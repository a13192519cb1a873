package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// `kill -9`, and a start on the same directory, one after the other.
record Kill(List<String> victims, Duration down, Duration apart) implements Attack {

  private static final int DOWN_MILLIS_MAX = 4_000;
  private static final int APART_MILLIS_MAX = 1_500;

  /// One most often; sometimes the leader, some, most, or all.
  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    int all = ground.cluster().names().size();
    int dice = random.nextInt(10);
    int count = dice < 6 ? 1 : dice < 7 ? all / 2 : dice < 8 ? all / 2 + 1 : dice < 9 ? all : 1;
    List<String> victims = free.some(count, random);
    if (dice == 9) {
      victims = leader(ground, free);
    }
    return victims.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Kill(
                List.copyOf(victims),
                Duration.ofMillis(random.nextInt(DOWN_MILLIS_MAX)),
                Duration.ofMillis(random.nextInt(APART_MILLIS_MAX))));
  }

  private static List<String> leader(Ground ground, Free free) {
    return ground.operator().leader().stream().filter(free.members()::contains).toList();
  }

  @Override
  public Set<String> claims() {
    return Set.copyOf(victims);
  }

  @Override
  public String target() {
    return String.join(", ", victims);
  }

  /// Each starts in a thread of its own: with most of them down, none serves before others do.
  @Override
  public void carryOut(Ground ground, Respite respite) throws InterruptedException {
    victims.forEach(ground::kill);
    respite.last(down);
    List<Thread> starts = new ArrayList<>();
    for (String victim : victims) {
      starts.add(Thread.ofVirtual().start(() -> ground.start(victim)));
      respite.last(apart);
    }
    for (Thread start : starts) {
      start.join();
    }
  }
}
