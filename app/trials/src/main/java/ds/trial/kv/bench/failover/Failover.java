package ds.trial.kv.bench.failover;

import ds.trial.kv.bench.Contender;
import ds.trial.kv.load.Load;
import ds.trial.kv.load.LoadPlan;
import ds.trial.kv.load.Tally;
import ds.trial.process.Cluster;
import ds.trial.process.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Kills the leader of a cluster under load, again and again.
///
/// @param plan what the clients do; their connections lead to all members in turn
public record Failover(LoadPlan plan) {

  private static final long LOOK_MILLIS = 10;

  /// By then clients that were unlucky have found the new leader too.
  private static final long WATCH_NANOS = 2_000_000_000L;

  /// Kills must not keep step with heartbeats.
  private static final long REST_MILLIS_MAX = 1_000;

  /// Whoever does not come back in this time does not come back.
  private static final Duration RECOVERY_MAX = Duration.ofMinutes(2);

  /// @param heard gets each outage when it is over
  public List<Outage> run(Contender contender, int kills, Consumer<Outage> heard)
      throws InterruptedException {
    List<Outage> outages = new ArrayList<>();
    try (Load load = Load.begin(contender.endpoints().all(), plan);
        var witness = new Witness(contender.cluster())) {
      for (int i = 1; i <= kills; i++) {
        TimeUnit.MILLISECONDS.sleep(
            REST_MILLIS_MAX + ThreadLocalRandom.current().nextLong(REST_MILLIS_MAX));
        Outage outage = kill(i, contender.cluster(), load, witness);
        outages.add(outage);
        heard.accept(outage);
        contender.forgetHistory();
      }
    }
    return outages;
  }

  private static Outage kill(int number, Cluster cluster, Load load, Witness witness)
      throws InterruptedException {
    String leader = until(witness::leader, "a leader before kill " + number);
    load.take();
    long killed = System.nanoTime();
    cluster.process(leader).ifPresent(ServerProcess::kill);
    until(
        () -> witness.leader().filter(it -> !it.equals(leader)),
        "another leader after kill " + number);
    long elected = System.nanoTime();
    Tally seen = watch(load, killed);
    long started = System.nanoTime();
    cluster.start(leader).awaitReady(RECOVERY_MAX);
    long goal = until(() -> witness.leader().map(witness::lastIndex), "a leader to catch up with");
    until(
        () -> Optional.of(leader).filter(it -> witness.appliedIndex(it) >= goal),
        leader + " to catch up");
    return new Outage(
        number,
        leader,
        seen.longestSilence(),
        elected - killed,
        System.nanoTime() - started,
        seen.errors());
  }

  /// Until the silence is over, and a while longer.
  private static Tally watch(Load load, long killed) throws InterruptedException {
    var sum = new Tally();
    Tally last = load.take();
    sum.add(last);
    while (System.nanoTime() - killed < WATCH_NANOS || last.latencies().count() == 0) {
      if (System.nanoTime() - killed > RECOVERY_MAX.toNanos()) {
        throw new IllegalStateException("no write succeeds after a kill");
      }
      TimeUnit.MILLISECONDS.sleep(10 * LOOK_MILLIS);
      last = load.take();
      sum.add(last);
    }
    return sum;
  }

  /// Asks until there is an answer.
  private static <T> T until(Supplier<Optional<T>> question, String what)
      throws InterruptedException {
    long begun = System.nanoTime();
    Optional<T> answer = question.get();
    while (answer.isEmpty()) {
      if (System.nanoTime() - begun > RECOVERY_MAX.toNanos()) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      answer = question.get();
    }
    return answer.get();
  }
}
