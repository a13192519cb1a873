package ds.trial.kv.nemesis;

import ds.core.Check;
import ds.trial.kv.ground.Ground;
import ds.trial.kv.nemesis.Attack.Draw;
import ds.trial.kv.nemesis.Attack.Free;
import ds.trial.kv.nemesis.Attack.Respite;
import ds.trial.kv.report.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws one attack after the other, and lets them overlap.
///
/// After some attacks it waits until all are over, and a little longer, so that the cluster comes
/// to itself; a cluster that never does would be no test of anything.
public final class Nemesis {

  private static final Logger LOG = LoggerFactory.getLogger(Nemesis.class);

  private static final Duration LOOK = Duration.ofMillis(50);

  /// One kind of attack, and how often it is drawn, compared with the others.
  record Kind(Draw draw, int weight) {}

  private static final Map<String, Kind> KINDS = kinds();

  /// Kinds that strike all members, who are hardly ever free by chance: all that is under way comes
  /// to its end first.
  private static final Set<String> ALONE = Set.of("restart");

  /// How hard it strikes.
  ///
  /// @param atOnceMax attacks under way
  /// @param untilCalm attacks begun before all of them must be over
  /// @param calm how long all is whole then
  /// @param pauseMax between two attacks
  record Tempo(int atOnceMax, int untilCalm, Duration calm, Duration pauseMax) {

    static final Tempo USUAL = new Tempo(3, 6, Duration.ofSeconds(3), Duration.ofSeconds(3));
  }

  private final Ground ground;
  private final SplittableRandom random;
  private final Map<String, Kind> kinds;
  private final Tempo tempo;
  private final Consumer<Fault> onFault;
  private final Respite respite = new Respite();
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> claims = new HashSet<>();
  private final List<Thread> running = new ArrayList<>();

  /// @param kinds of attacks to draw from
  /// @param onFault hears of each when it is over
  public Nemesis(Ground ground, long seed, Set<String> kinds, Consumer<Fault> onFault) {
    this(ground, seed, chosen(kinds), Tempo.USUAL, onFault);
  }

  Nemesis(Ground ground, long seed, Map<String, Kind> kinds, Tempo tempo, Consumer<Fault> onFault) {
    this.ground = ground;
    this.random = new SplittableRandom(seed);
    this.kinds = kinds;
    this.tempo = tempo;
    this.onFault = onFault;
  }

  private static Map<String, Kind> chosen(Set<String> names) {
    Check.that(KINDS.keySet().containsAll(names), "kinds that there are");
    Map<String, Kind> chosen = new LinkedHashMap<>(KINDS);
    chosen.keySet().retainAll(names);
    return chosen;
  }

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("kill", new Kind(Kill::draw, 6));
    kinds.put("pause", new Kind(Pause::draw, 4));
    kinds.put("cut", new Kind(Cut::draw, 6));
    kinds.put("slow", new Kind(Slow::draw, 2));
    kinds.put("disk", new Kind(FullDisk::draw, 2));
    kinds.put("rot", new Kind(Rot::draw, 1));
    kinds.put("replace", new Kind(Replacement::draw, 2));
    kinds.put("lead", new Kind(Handover::draw, 2));
    kinds.put("restart", new Kind(Restart::draw, 1));
    return kinds;
  }

  /// All kinds of attacks that there are.
  public static Set<String> all() {
    return KINDS.keySet();
  }

  /// Attacks for a while, and returns when everything begun has come to its end.
  public void rage(Duration span) throws InterruptedException {
    long begin = System.nanoTime();
    int begun = 0;
    while (!respite.isOver() && System.nanoTime() - begin < span.toNanos()) {
      if (begun == tempo.untilCalm()) {
        awaitAll();
        respite.last(tempo.calm());
        begun = 0;
      } else if (isBusy()) {
        respite.last(LOOK);
      } else if (begin(drawn())) {
        begun++;
        respite.last(Duration.ofNanos(random.nextLong(tempo.pauseMax().toNanos())));
      } else {
        respite.last(LOOK);
      }
    }
    respite.end();
    awaitAll();
  }

  /// Lets [#rage] come to its end.
  public void stop() {
    respite.end();
  }

  /// What was done so far and is over.
  public synchronized List<Fault> faults() {
    return List.copyOf(faults);
  }

  private String drawn() throws InterruptedException {
    String kind = draw();
    if (ALONE.contains(kind)) {
      awaitAll();
    }
    return kind;
  }

  private String draw() {
    int dice = random.nextInt(kinds.values().stream().mapToInt(Kind::weight).sum());
    for (var kind : kinds.entrySet()) {
      if (dice < kind.getValue().weight()) {
        return kind.getKey();
      }
      dice -= kind.getValue().weight();
    }
    throw new IllegalStateException("the dice show less than all weights");
  }

  private boolean isBusy() {
    running.removeIf(thread -> !thread.isAlive());
    return running.size() >= tempo.atOnceMax();
  }

  private boolean begin(String kind) {
    Optional<Attack> attack =
        Optional.ofNullable(kinds.get(kind)).orElseThrow().draw().from(ground, free(), random);
    attack.ifPresent(it -> {
      synchronized (this) {
        claims.addAll(it.claims());
      }
      running.add(Thread.ofVirtual().name(kind).start(() -> carryOut(kind, it)));
    });
    return attack.isPresent();
  }

  private synchronized Free free() {
    return new Free(
        ground.cluster().names().stream().filter(it -> !claims.contains(it)).toList(),
        !claims.contains(Attack.NETWORK),
        !claims.contains(Attack.ROSTER));
  }

  private void carryOut(String kind, Attack attack) {
    long begin = System.nanoTime();
    try {
      attack.carryOut(ground, respite);
    } catch (Exception e) {
      LOG.error("the attack {} on {} went wrong", kind, attack.target(), e);
      ground.incidents().add("the trial itself failed: " + kind + " " + attack.target(), "" + e);
    }
    var fault = new Fault(begin, System.nanoTime(), kind, attack.target());
    synchronized (this) {
      faults.add(fault);
      claims.removeAll(attack.claims());
    }
    onFault.accept(fault);
  }

  private void awaitAll() throws InterruptedException {
    for (Thread thread : running) {
      thread.join();
    }
    running.clear();
  }
}
