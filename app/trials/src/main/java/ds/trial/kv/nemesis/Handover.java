package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// The leader is asked to let another one lead. It may be unable to.
record Handover(String from, String to) implements Attack {

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    return ground
        .operator()
        .leader()
        .map(leader -> {
          List<String> others = new ArrayList<>(ground.cluster().names());
          others.remove(leader);
          return new Handover(leader, others.get(random.nextInt(others.size())));
        });
  }

  @Override
  public Set<String> claims() {
    return Set.of();
  }

  @Override
  public String target() {
    return from + " to " + to;
  }

  @Override
  public void carryOut(Ground ground, Respite respite) {
    ground.operator().moveLeader(from, to);
  }
}
