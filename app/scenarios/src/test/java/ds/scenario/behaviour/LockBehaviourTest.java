package ds.scenario.behaviour;

import static ds.core.Context.MILLISECOND;
import static ds.lab.fault.LinkProfile.PERCENT;
import static ds.scenario.behaviour.trial.Claims.states;

import ds.core.NodeId;
import ds.lab.chance.Span;
import ds.lab.fault.LinkProfile;
import ds.lab.scenario.Scenario;
import ds.lab.simulation.Nemeses.Rhythm;
import ds.protocol.rsm.RsmMessage;
import ds.scenario.behaviour.store.LockClient;
import ds.scenario.behaviour.store.LockClient.LockFact;
import ds.scenario.behaviour.store.MutualExclusion;
import ds.scenario.behaviour.store.Stores;
import ds.scenario.behaviour.trial.Strikes;
import ds.scenario.behaviour.trial.Trials;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What can be built on conditional puts: a lock.
class LockBehaviourTest {

  private static final int SEEDS = 30;

  private static final LinkProfile UNRELIABLE =
      LinkProfile.LAN
          .losing(10 * PERCENT)
          .duplicating(5 * PERCENT)
          .delaying(10 * PERCENT, Span.millis(5, 200));

  @Test
  @DisplayName("one client takes a lock, gives it back, and takes it again")
  void oneClientTakesALockAgainAndAgain() {
    Trials.hold(SEEDS, locking(1, "lock"));
  }

  @Test
  @DisplayName("one client holds two locks at once")
  void oneClientHoldsTwoLocks() {
    Trials.hold(SEEDS, locking(1, "outer", "inner"));
  }

  @Test
  @DisplayName("ten clients take turns")
  void tenClientsTakeTurns() {
    Trials.hold(SEEDS, locking(10, "lock"));
  }

  @Test
  @DisplayName("ten clients who take two locks in the same order take turns")
  void tenClientsTakeTurnsWithTwoLocks() {
    Trials.hold(10, locking(10, "outer", "inner"));
  }

  @Test
  @DisplayName("one client gets its lock through a bad network")
  void oneClientGetsItsLockThroughABadNetwork() {
    Trials.hold(SEEDS, locking(1, "lock").network(UNRELIABLE));
  }

  @Test
  @DisplayName("ten clients take turns on a bad network, while leaders fail")
  void tenClientsTakeTurnsOnABadNetwork() {
    Trials.hold(
        SEEDS, locking(10, "lock").network(UNRELIABLE).nemesis(Strikes.strikeLeader(Rhythm.BRISK)));
  }

  private static Scenario<RsmMessage> locking(int clients, String... locks) {
    Scenario<RsmMessage> scenario =
        Stores.store(3)
            .clients(clients, (self, servers) -> new LockClient(servers, List.of(locks)))
            .always("a lock has one holder", MutualExclusion::new)
            .calmAt(3_000)
            .lasting(30_000);
    for (NodeId client : scenario.roster().clientIds()) {
      scenario =
          scenario.eventually(
              client + " holds all",
              (world, step) ->
                  world.now() > 3_000 * MILLISECOND
                      && step.node().equals(client)
                      && states(
                          step, fact -> fact.equals(new LockFact.Taken(locks[locks.length - 1]))));
    }
    return scenario;
  }
}
