package ds.trial.kv.nemesis;

import ds.trial.kv.ground.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One misfortune.
interface Attack {

  /// The network, as something to lay claim to.
  String NETWORK = "(network)";

  /// The list of members, as something to lay claim to: one member is replaced at a time.
  String ROSTER = "(roster)";

  /// What nobody else may touch while it lasts: members by name, [#NETWORK], [#ROSTER].
  Set<String> claims();

  /// Whom it strikes and how, as the timeline has it.
  String target();

  /// Strikes, lasts, and makes good again.
  void carryOut(Ground ground, Respite respite) throws Exception;

  /// Draws an attack of one kind.
  interface Draw {

    /// @param free what nobody has laid claim to
    /// @return none if it would find no victim now
    Optional<Attack> from(Ground ground, Free free, SplittableRandom random);
  }

  /// What nobody has laid claim to.
  record Free(List<String> members, boolean network, boolean roster) {

    /// Some of the members, in an order that is drawn; fewer if there are not so many.
    List<String> some(int count, SplittableRandom random) {
      List<String> drawn = new ArrayList<>(members);
      while (drawn.size() > count) {
        drawn.remove(random.nextInt(drawn.size()));
      }
      return drawn;
    }
  }

  /// Spans of time in which something is left as it is. They all end at once when the trial does.
  final class Respite {

    private final CountDownLatch over = new CountDownLatch(1);

    /// @return whether the trial goes on
    boolean last(Duration span) throws InterruptedException {
      return !over.await(span.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isOver() {
      return over.getCount() == 0;
    }

    void end() {
      over.countDown();
    }
  }
}
