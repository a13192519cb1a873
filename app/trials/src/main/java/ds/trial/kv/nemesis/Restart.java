package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// All members end in good order and start again: at once, or one after the other.
record Restart(List<String> victims, boolean inTurn) implements Attack {

  static Optional<Attack> draw(Ground ground, Free free, SplittableRandom random) {
    List<String> all = ground.cluster().names();
    return free.members().size() < all.size()
        ? Optional.empty()
        : Optional.of(new Restart(all, random.nextBoolean()));
  }

  @Override
  public Set<String> claims() {
    return Set.copyOf(victims);
  }

  @Override
  public String target() {
    return inTurn ? "in turn" : "all at once";
  }

  @Override
  public void carryOut(Ground ground, Respite respite) throws InterruptedException {
    if (inTurn) {
      for (String name : victims) {
        ground.end(name);
        ground.start(name);
      }
    } else {
      together(ground::end);
      together(ground::start);
    }
  }

  private void together(Consumer<String> action) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (String name : victims) {
      threads.add(Thread.ofVirtual().start(() -> action.accept(name)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
