package catchthebug;

import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.catchthebug.Suspicion;
import ds.protocol.paxos.PaxosMessage;
import java.util.List;
import java.util.Optional;

/// Objects to a process that does what it may not do.
public final class Watcher implements Suspicion {

  @Override
  public Optional<String> look(List<NodeId> processes, Step<PaxosMessage> step) {
    throw new UnsupportedOperationException(
        "nothing is written yet: begin with paragraph 1 of the handout, 'Decisions'");
  }
}
