package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import ds.trial.relay.Weather;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Some directions of some links carry nothing.
record Cut(String target, Set<Direction> directions, Weather weather, Duration span)
    implements Attack {

  private static final int MILLIS_MIN = 300;
  private static final int MILLIS_MAX = 12_000;

  /// From one member to another.
  record Direction(String from, String to) {}

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    if (!free.network()) {
      return Optional.empty();
    }
    List<String> names = shuffled(ground.cluster().names(), random);
    var span = Duration.ofMillis(random.nextInt(MILLIS_MIN, MILLIS_MAX));
    Weather weather = weather(random);
    return Optional.of(
        switch (random.nextInt(5)) {
          case 0 -> halves(names, 1 + random.nextInt(names.size() - 1), weather, span);
          case 1 -> oneWay(names, 1 + random.nextInt(names.size() - 1), weather, span);
          case 2 -> bridge(names, weather, span);
          case 3 -> pair(names, weather, span);
          default -> halves(leaderFirst(names, ground), 1, weather, span);
        });
  }

  private static List<String> shuffled(List<String> names, SplittableRandom random) {
    List<String> rest = new ArrayList<>(names);
    List<String> drawn = new ArrayList<>();
    while (!rest.isEmpty()) {
      drawn.add(rest.remove(random.nextInt(rest.size())));
    }
    return drawn;
  }

  private static List<String> leaderFirst(List<String> names, Ground ground) {
    var ordered = new LinkedHashSet<String>();
    ground.operator().leader().ifPresent(ordered::add);
    ordered.addAll(names);
    return List.copyOf(ordered);
  }

  private static Weather weather(SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Weather.Held();
      case 1 -> new Weather.Lossy();
      default -> new Weather.Broken();
    };
  }

  /// The first few, and the others.
  private static Cut halves(List<String> names, int first, Weather weather, Duration span) {
    List<String> left = names.subList(0, first);
    List<String> right = names.subList(first, names.size());
    Set<Direction> directions = between(left, right);
    directions.addAll(between(right, left));
    return new Cut(words(left, " | ", right, weather), directions, weather, span);
  }

  /// The first few are not heard by the others, and hear them.
  private static Cut oneWay(List<String> names, int first, Weather weather, Duration span) {
    List<String> mute = names.subList(0, first);
    List<String> deaf = names.subList(first, names.size());
    return new Cut(words(mute, " > ", deaf, weather), between(mute, deaf), weather, span);
  }

  /// Two halves that only one member sees both of.
  private static Cut bridge(List<String> names, Weather weather, Duration span) {
    int middle = names.size() / 2;
    List<String> left = names.subList(0, middle);
    List<String> right = names.subList(middle + 1, names.size());
    Set<Direction> directions = between(left, right);
    directions.addAll(between(right, left));
    String target = words(left, " | " + names.get(middle) + " | ", right, weather);
    return new Cut(target, directions, weather, span);
  }

  /// One direction of one link.
  private static Cut pair(List<String> names, Weather weather, Duration span) {
    List<String> from = names.subList(0, 1);
    List<String> to = names.subList(1, 2);
    return new Cut(words(from, " > ", to, weather), between(from, to), weather, span);
  }

  private static Set<Direction> between(List<String> from, List<String> to) {
    Set<Direction> all = new LinkedHashSet<>();
    from.forEach(one -> to.forEach(other -> all.add(new Direction(one, other))));
    return all;
  }

  private static String words(
      List<String> left, String between, List<String> right, Weather weather) {
    return "%s%s%s %s"
        .formatted(
            String.join(" ", left.stream().sorted().toList()),
            between,
            String.join(" ", right.stream().sorted().toList()),
            switch (weather) {
              case Weather.Held _ -> "held";
              case Weather.Lossy _ -> "lost";
              default -> "broken";
            });
  }

  @Override
  public Set<String> claims() {
    return Set.of(NETWORK);
  }

  @Override
  public void carryOut(Ground ground, Respite respite) throws InterruptedException {
    directions.forEach(it -> ground.relay().change(it.from(), it.to(), weather));
    try {
      respite.last(span);
    } finally {
      ground.relay().heal();
    }
  }
}
