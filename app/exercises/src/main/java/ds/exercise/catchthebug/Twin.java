package ds.exercise.catchthebug;

import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.chance.Draws;
import ds.lab.world.Outbox;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lets the real Paxos live through what suspects live through. As long as both do the same, the
/// suspects' run is a run of the real one, and nobody has a reason to object.
final class Twin {

  private final Map<NodeId, PaxosNode> real = new TreeMap<>();
  private boolean strayed;

  /// Whether some suspect has done what the real one would not have done in its place.
  boolean hasStrayed() {
    return strayed;
  }

  void see(List<NodeId> processes, Step<PaxosMessage> step) {
    if (strayed) {
      return;
    }
    NodeId id = step.node();
    if (step.event() instanceof Event.Started) {
      real.remove(id);
    }
    PaxosNode twin = real.computeIfAbsent(id, it -> new PaxosNode(it, processes, Suspect.wish(it)));
    var own = new Outbox<PaxosMessage>(id, new Draws(0)).step(twin, step.event(), 0);
    strayed = !own.effects().equals(step.effects());
  }
}
