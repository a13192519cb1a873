package ds.scenario.behaviour.store;

import ds.core.Effect;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.rsm.RsmMessage;
import ds.scenario.behaviour.store.LockClient.LockFact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A lock has one holder at a time.
public final class MutualExclusion implements Invariant<RsmMessage> {

  private final Map<String, NodeId> holders = new HashMap<>();

  @Override
  public Optional<String> check(World<RsmMessage> world, Step<RsmMessage> step) {
    for (Effect<RsmMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<RsmMessage>(LockFact fact)) {
        switch (fact) {
          case LockFact.Taken(var lock) -> {
            NodeId other = holders.put(lock, step.node());
            if (other != null) {
              return Optional.of(
                  step.node() + " has taken " + lock + ", which " + other + " holds");
            }
          }
          case LockFact.Returned(var lock) -> holders.remove(lock);
        }
      }
    }
    return Optional.empty();
  }
}
