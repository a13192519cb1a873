package ds.trial.kv.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import ds.trial.kv.ground.Ground;
import ds.trial.kv.nemesis.Attack.Free;
import ds.trial.kv.nemesis.Attack.Respite;
import ds.trial.kv.nemesis.Nemesis.Kind;
import ds.trial.kv.nemesis.Nemesis.Tempo;
import ds.trial.kv.report.Fault;
import ds.trial.process.StandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is drawn and when, with attacks that break nothing.
@Timeout(300)
final class NemesisTest {

  private static final Duration MOMENT = Duration.ofMillis(2);

  /// Longer than anything takes.
  private static final Duration LONG = Duration.ofMinutes(2);

  private static final int ATTACKS = 60;

  /// So many may be under way at once.
  private static final int AT_ONCE = 3;

  @TempDir private Path directory;
  private Ground ground;
  private final List<Attack> underWay = new ArrayList<>();
  private final List<String> begun = new ArrayList<>();
  private final List<String> clashes = new ArrayList<>();
  private int mostAtOnce;

  @BeforeEach
  void prepare() throws Exception {
    ground =
        Ground.prepare(
            StandIn.program(), List.of("a", "b", "c", "d", "e"), directory, Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    ground.close();
  }

  @Test
  @DisplayName("no two attacks strike the same at the same time, and no more than may at once")
  void atOnce() throws Exception {
    var kinds =
        Map.of(
            "grab", new Kind(this::grab, 3),
            "network", new Kind(this::network, 1),
            "roster", new Kind(this::roster, 1));
    rage(kinds, new Tempo(AT_ONCE, 1_000, MOMENT, MOMENT), ATTACKS);

    assertThat(begun).hasSizeGreaterThanOrEqualTo(ATTACKS).contains("network", "roster");
    assertThat(clashes).isEmpty();
    assertThat(mostAtOnce).isEqualTo(AT_ONCE);
    assertThat(underWay).as("attacks that never ended").isEmpty();
  }

  @Test
  @DisplayName("after some attacks all are over before the next begins")
  void calm() throws Exception {
    rage(Map.of("grab", new Kind(this::grab, 1)), new Tempo(AT_ONCE, 4, MOMENT, MOMENT), ATTACKS);

    for (int i = 4; i < begun.size(); i += 4) {
      assertThat(begun.get(i)).as("attack " + i).endsWith(" beside 0");
    }
    assertThat(begun).anyMatch(it -> it.endsWith(" beside 2"));
  }

  @Test
  @DisplayName("what strikes all members waits for its turn, and gets it")
  void all() throws Exception {
    var kinds = Map.of("grab", new Kind(this::grab, 3), "restart", new Kind(this::everybody, 1));
    rage(kinds, new Tempo(3, 1_000, MOMENT, MOMENT), ATTACKS);

    assertThat(begun).contains("restart").anyMatch(it -> it.endsWith(" beside 2"));
    assertThat(clashes).isEmpty();
  }

  @Test
  @DisplayName("an attack that goes wrong is the trial's own fault, and is over all the same")
  void wrong() throws Exception {
    rage(Map.of("wrong", new Kind(this::wrong, 1)), new Tempo(3, 1_000, MOMENT, MOMENT), 2);

    assertThat(begun).as("attacks on the only victim").hasSizeGreaterThanOrEqualTo(2);
    assertThat(ground.incidents().all())
        .allMatch(it -> it.startsWith("the trial itself failed: wrong a; it said: java.lang."));
  }

  @Test
  @DisplayName("what begins is told when it is over, and the end cuts short what lasts")
  void end() throws Exception {
    List<Fault> told = new ArrayList<>();
    var nemesis =
        new Nemesis(
            ground,
            1,
            Map.of("wait", new Kind(this::lasting, 1)),
            new Tempo(1, 1_000, MOMENT, MOMENT),
            told::add);
    Thread raging = start(nemesis, LONG);
    boolean _ = begins.await(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(nemesis.faults()).isEmpty();
    nemesis.stop();
    raging.join();
    assertThat(told).isEqualTo(nemesis.faults()).extracting(Fault::kind).containsExactly("wait");
  }

  private final CountDownLatch begins = new CountDownLatch(1);

  /// Strikes until there were enough attacks.
  private void rage(Map<String, Kind> kinds, Tempo tempo, int attacks) throws InterruptedException {
    var enough = new CountDownLatch(attacks);
    var nemesis = new Nemesis(ground, 1, kinds, tempo, _ -> enough.countDown());
    Thread raging = start(nemesis, LONG);
    boolean wasEnough = enough.await(LONG.toSeconds(), TimeUnit.SECONDS);
    nemesis.stop();
    raging.join();
    assertThat(wasEnough).as("enough attacks").isTrue();
  }

  private boolean wereAllowedAtOnce() {
    synchronized (underWay) {
      return mostAtOnce >= AT_ONCE;
    }
  }

  private static Thread start(Nemesis nemesis, Duration span) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            nemesis.rage(span);
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
          }
        });
  }

  private Optional<Attack> grab(Ground there, Free free, SplittableRandom random) {
    List<String> victims = free.some(1 + random.nextInt(2), random);
    return victims.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tried("grab", Set.copyOf(victims)));
  }

  private Optional<Attack> network(Ground there, Free free, SplittableRandom random) {
    return free.network()
        ? Optional.of(new Tried("network", Set.of(Attack.NETWORK)))
        : Optional.empty();
  }

  private Optional<Attack> roster(Ground there, Free free, SplittableRandom random) {
    List<String> victims = free.some(1, random);
    return victims.isEmpty() || !free.roster()
        ? Optional.empty()
        : Optional.of(new Tried("roster", Set.of(victims.getFirst(), Attack.ROSTER)));
  }

  private Optional<Attack> everybody(Ground there, Free free, SplittableRandom random) {
    if (free.members().size() < 5) {
      clashes.add("drawn for nothing, as only " + free.members() + " are free");
      return Optional.empty();
    }
    return Optional.of(new Tried("restart", Set.copyOf(free.members())));
  }

  private Optional<Attack> wrong(Ground there, Free free, SplittableRandom random) {
    return free.members().contains("a") ? Optional.of(new Wrong()) : Optional.empty();
  }

  private Optional<Attack> lasting(Ground there, Free free, SplittableRandom random) {
    return Optional.of(new Lasting());
  }

  /// Notes who is struck beside it.
  private final class Tried implements Attack {

    private final String kind;
    private final Set<String> claims;

    Tried(String kind, Set<String> claims) {
      this.kind = kind;
      this.claims = claims;
    }

    @Override
    public Set<String> claims() {
      return claims;
    }

    @Override
    public String target() {
      return claims.toString();
    }

    @Override
    public void carryOut(Ground there, Respite respite) throws InterruptedException {
      synchronized (underWay) {
        for (Attack other : underWay) {
          if (!Collections.disjoint(other.claims(), claims)) {
            clashes.add(other.claims() + " and " + claims);
          }
        }
        begun.add(kind.equals("grab") ? "grab beside " + underWay.size() : kind);
        underWay.add(this);
        mostAtOnce = Math.max(mostAtOnce, underWay.size());
      }
      respite.last(MOMENT.multipliedBy(5));
      while (!wereAllowedAtOnce() && respite.last(MOMENT)) {
        // However slow the machine is, as many are once under way as may be.
      }
      synchronized (underWay) {
        underWay.remove(this);
      }
    }
  }

  private final class Wrong implements Attack {

    @Override
    public Set<String> claims() {
      return Set.of("a");
    }

    @Override
    public String target() {
      return "a";
    }

    @Override
    public void carryOut(Ground there, Respite respite) {
      synchronized (underWay) {
        begun.add("wrong");
      }
      throw new IllegalStateException("broken on purpose");
    }
  }

  private final class Lasting implements Attack {

    @Override
    public Set<String> claims() {
      return Set.of();
    }

    @Override
    public String target() {
      return "nobody";
    }

    @Override
    public void carryOut(Ground there, Respite respite) throws InterruptedException {
      begins.countDown();
      respite.last(LONG);
    }
  }
}
