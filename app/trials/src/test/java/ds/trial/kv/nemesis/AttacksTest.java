package ds.trial.kv.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.ground.Ground;
import ds.trial.kv.nemesis.Attack.Draw;
import ds.trial.kv.nemesis.Attack.Free;
import ds.trial.kv.nemesis.Attack.Respite;
import ds.trial.kv.nemesis.Cut.Direction;
import ds.trial.process.ServerProcess;
import ds.trial.process.StandIn;
import ds.trial.relay.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each kind of attack strikes only what is free, and leaves nothing behind but what it says.
@Timeout(300)
final class AttacksTest {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int DRAWS = 2_000;
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static final Map<String, Draw> STRIKING_MEMBERS =
      Map.of(
          "kill", Kill::draw,
          "pause", Pause::draw,
          "rot", Rot::draw,
          "replace", Replacement::draw,
          "restart", Restart::draw);

  @TempDir private Path directory;
  private final Respite respite = new Respite();
  private Ground ground;

  @BeforeEach
  void prepare() throws Exception {
    ground = Ground.prepare(StandIn.program(), NAMES, directory, Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    for (String name : NAMES) {
      ground.cluster().process(name).ifPresent(ServerProcess::kill);
    }
    ground.close();
  }

  @Test
  @DisplayName("whom an attack lays claim to, was free")
  void free() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < DRAWS; i++) {
      Free free = free(random);
      for (var kind : STRIKING_MEMBERS.entrySet()) {
        Set<String> claims = claims(kind.getValue(), free, random);
        Set<String> allowed = new HashSet<>(free.members());
        if (free.roster()) {
          allowed.add(Attack.ROSTER);
        }
        assertThat(allowed).as(kind.getKey()).containsAll(claims);
      }
      assertThat(claims(Cut::draw, free, random)).isEqualTo(network(free));
      assertThat(claims(Slow::draw, free, random)).isEqualTo(network(free));
      assertThat(claims(FullDisk::draw, free, random)).as("without a small disk").isEmpty();
    }
  }

  /// As an attack changes who is a member, it must not meet another one that does.
  @Test
  @DisplayName("a member is replaced only when no other is")
  void roster() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < DRAWS; i++) {
      Free free = free(random);
      for (Draw kind : List.<Draw>of(Rot::draw, Replacement::draw)) {
        Set<String> claims = claims(kind, free, random);
        assertThat(claims.isEmpty()).isEqualTo(free.members().isEmpty() || !free.roster());
        assertThat(claims).hasSizeLessThanOrEqualTo(2);
      }
    }
  }

  private static Free free(SplittableRandom random) {
    List<String> members = new ArrayList<>(NAMES);
    members.removeIf(_ -> random.nextInt(3) == 0);
    return new Free(members, random.nextBoolean(), random.nextBoolean());
  }

  private static Set<String> network(Free free) {
    return free.network() ? Set.of(Attack.NETWORK) : Set.of();
  }

  private Set<String> claims(Draw kind, Free free, SplittableRandom random) {
    return kind.from(ground, free, random).map(Attack::claims).orElse(Set.of());
  }

  @Test
  @DisplayName("links that were cut or slow are whole again, and the others never were otherwise")
  void links() throws Exception {
    var cut = new Cut("a > b", Set.of(new Direction("a", "b")), new Weather.Lossy(), LONG);
    Thread cutting = begin(cut);
    awaitWeather("a", "b", new Weather.Lossy());
    assertThat(ground.relay().weather("b", "a")).isEqualTo(Weather.FAIR);
    assertThat(ground.relay().weather("a", "c")).isEqualTo(Weather.FAIR);
    respite.end();
    cutting.join();
    assertThatAllLinksAreWhole();
  }

  @Test
  @DisplayName("a slow member is slow in both directions, and fast again")
  void slow() throws Exception {
    var weather = new Weather.Slow(Duration.ofMillis(1), 1_000);
    Thread slowing = begin(new Slow(List.of("a"), weather, LONG));
    awaitWeather("c", "a", weather);
    assertThat(ground.relay().weather("a", "b")).isEqualTo(weather);
    assertThat(ground.relay().weather("b", "c")).isEqualTo(Weather.FAIR);
    respite.end();
    slowing.join();
    assertThatAllLinksAreWhole();
  }

  private void assertThatAllLinksAreWhole() {
    for (String from : NAMES) {
      for (String to : NAMES) {
        assertThat(ground.relay().weather(from, to)).isEqualTo(Weather.FAIR);
      }
    }
  }

  @Test
  @DisplayName("who was killed or stopped runs again, and nobody else was touched")
  void processes() throws Exception {
    ground.cluster().start("a").awaitReady(LONG);
    long before = pid("a");
    ground.cluster().start("b").awaitReady(LONG);
    long untouched = pid("b");

    Thread pausing = begin(new Pause(List.of("a"), LONG));
    awaitState("a", 'T');
    respite.end();
    pausing.join();
    assertThat(state("a")).isNotEqualTo('T');
    assertThat(pid("a")).isEqualTo(before);

    new Kill(List.of("a"), Duration.ZERO, Duration.ZERO).carryOut(ground, respite);
    assertThat(ground.cluster().isRunning("a")).isTrue();
    assertThat(pid("a")).isNotEqualTo(before);

    assertThat(pid("b")).isEqualTo(untouched);
    assertThat(ground.incidents().all()).isEmpty();
  }

  private Thread begin(Attack attack) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            attack.carryOut(ground, respite);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void awaitWeather(String from, String to, Weather weather) {
    await(() -> ground.relay().weather(from, to).equals(weather));
  }

  private void awaitState(String name, char state) {
    await(() -> state(name) == state);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(MOMENT.toNanos());
    }
  }

  private long pid(String name) {
    return ground.cluster().process(name).orElseThrow().pid();
  }

  /// As the kernel sees it: T for one that is stopped.
  private char state(String name) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid(name) + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
