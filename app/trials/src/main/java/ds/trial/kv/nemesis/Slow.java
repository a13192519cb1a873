package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import ds.trial.relay.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Everything to and from some members takes its time.
record Slow(List<String> victims, Weather.Slow weather, Duration span) implements Attack {

  private static final int MILLIS_MIN = 1_000;
  private static final int MILLIS_MAX = 15_000;
  private static final int DELAY_MILLIS_MAX = 250;
  private static final int BYTES_PER_SECOND_MIN = 50_000;
  private static final int BYTES_PER_SECOND_MAX = 5_000_000;

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    if (!free.network()) {
      return Optional.empty();
    }
    List<String> names = ground.cluster().names();
    var everybody = new Free(names, true, true);
    return Optional.of(
        new Slow(
            everybody.some(1 + random.nextInt(names.size()), random),
            new Weather.Slow(
                Duration.ofMillis(1 + random.nextInt(DELAY_MILLIS_MAX)),
                random.nextInt(BYTES_PER_SECOND_MIN, BYTES_PER_SECOND_MAX)),
            Duration.ofMillis(random.nextInt(MILLIS_MIN, MILLIS_MAX))));
  }

  @Override
  public Set<String> claims() {
    return Set.of(NETWORK);
  }

  @Override
  public String target() {
    return "%s by %d ms, %d KB/s"
        .formatted(
            String.join(", ", victims),
            weather.delay().toMillis(),
            weather.bytesPerSecond() / 1_000);
  }

  @Override
  public void carryOut(Ground ground, Respite respite) throws InterruptedException {
    for (String victim : victims) {
      for (String other : ground.cluster().names()) {
        if (!other.equals(victim)) {
          ground.relay().change(victim, other, weather);
          ground.relay().change(other, victim, weather);
        }
      }
    }
    try {
      respite.last(span);
    } finally {
      ground.relay().heal();
    }
  }
}
