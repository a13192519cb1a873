package ds.trial.kv.nemesis;

import ds.system.kv.api.etcdserverpb.Member;
import ds.trial.kv.ground.Ground;
import ds.trial.process.Place;
import ds.trial.process.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A member is removed, its directory deleted, and a new one added at the same address, as an
/// operator replaces a machine.
record Replacement(String victim) implements Attack {

  /// Others may be down or cut off all the while, and come back.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    List<String> victims = free.some(1, random);
    return victims.isEmpty() || !free.roster()
        ? Optional.empty()
        : Optional.of(new Replacement(victims.getFirst()));
  }

  @Override
  public Set<String> claims() {
    return Set.of(victim, ROSTER);
  }

  @Override
  public String target() {
    return victim;
  }

  @Override
  public void carryOut(Ground ground, Respite respite) throws InterruptedException {
    if (ground.wasRunning(victim)) {
      replace(ground);
    }
  }

  /// From a member that runs, or is down and must not start again, to one that votes. This is not
  /// left half done when the trial ends.
  void replace(Ground ground) throws InterruptedException {
    if (!isRemoved(ground)) {
      ground.incidents().add("nobody removed " + victim + " within " + PATIENCE, "");
      return;
    }
    ServerProcess process = ground.cluster().process(victim).orElseThrow();
    process.awaitEnd(FAREWELL); // it may be cut off, and not hear of it
    process.kill();
    ground.cluster().wipe(victim);
    if (!isAdded(ground)) {
      ground.incidents().add("nobody added " + victim + " within " + PATIENCE, "");
      return;
    }
    if (isJoined(ground) && !isVoter(ground)) {
      ground.incidents().add(victim + " got no vote within " + PATIENCE, printed(ground));
    }
  }

  private static String printed(Ground ground, String name) {
    return ground.cluster().process(name).orElseThrow().printed();
  }

  private String printed(Ground ground) {
    return printed(ground, victim);
  }

  private boolean isRemoved(Ground ground) throws InterruptedException {
    Place place = ground.cluster().place(victim);
    Optional<Long> id = until(() -> ground.operator().member(place).map(Member::getID));
    return id.isPresent()
        && until(
                () -> {
                  ground.operator().remove(id.get());
                  return ground
                      .operator()
                      .members()
                      .filter(all -> all.stream().noneMatch(it -> it.getID() == id.get()));
                })
            .isPresent();
  }

  private boolean isAdded(Ground ground) throws InterruptedException {
    Place place = ground.cluster().place(victim);
    return until(
            () -> {
              if (ground.operator().member(place).isEmpty()) {
                ground.operator().add(place);
              }
              return ground.operator().member(place);
            })
        .isPresent();
  }

  /// A member that finds nobody who knows it ends, and is started again: the others may be down.
  private boolean isJoined(Ground ground) throws InterruptedException {
    boolean isJoined =
        until(
                () -> {
                  ServerProcess process = ground.cluster().join(victim);
                  process.awaitReady(PATIENCE);
                  return process.isAlive() ? Optional.of(process) : Optional.empty();
                })
            .isPresent();
    if (!isJoined) {
      ground.incidents().add(victim + " was added and does not start", printed(ground));
    }
    return isJoined;
  }

  private boolean isVoter(Ground ground) throws InterruptedException {
    Place place = ground.cluster().place(victim);
    return until(() -> ground.operator().member(place).filter(it -> !it.getIsLearner()))
        .isPresent();
  }

  private interface Look<T> {
    Optional<T> now() throws InterruptedException;
  }

  private static <T> Optional<T> until(Look<T> look) throws InterruptedException {
    long begin = System.nanoTime();
    Optional<T> found = look.now();
    while (found.isEmpty() && System.nanoTime() - begin < PATIENCE.toNanos()) {
      Thread.sleep(LOOK);
      found = look.now();
    }
    return found;
  }
}
