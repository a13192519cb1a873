package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import ds.trial.kv.ground.LogFiles;
import ds.trial.process.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A byte of a member's log changes while it is down. It has to refuse to start, and to say which
/// file and where; then it is replaced.
record Rot(String victim, SplittableRandom random) implements Attack {

  /// A start on a busy machine takes as long as that.
  private static final Duration REFUSAL = Duration.ofMinutes(3);

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    List<String> victims = free.some(1, random);
    return victims.isEmpty() || !free.roster()
        ? Optional.empty()
        : Optional.of(new Rot(victims.getFirst(), random.split()));
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
  public void carryOut(Ground ground, Respite respite) throws IOException, InterruptedException {
    if (!ground.wasRunning(victim)) {
      return;
    }
    ground.kill(victim);
    Optional<LogFiles.Rot> rot = LogFiles.rot(ground.cluster().place(victim).directory(), random);
    if (rot.isEmpty()) {
      ground.start(victim);
      return;
    }
    ServerProcess process = ground.cluster().start(victim);
    boolean hasEnded = process.awaitEnd(REFUSAL);
    process.kill();
    String file = rot.get().file().getFileName().toString();
    if (!hasEnded || process.exitCode().orElse(0) == 0) {
      ground.incidents().add(victim + " started with a rotted byte: " + rot.get(), "");
    } else if (!process.printed().contains(file + " is damaged at offset")) {
      ground
          .incidents()
          .add(victim + " did not say that this has rotted: " + rot.get(), process.printed());
    }
    new Replacement(victim).replace(ground);
  }
}
