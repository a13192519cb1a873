package ds.exercise.catchthebug;

import ds.core.NodeId;
import ds.core.Step;
import ds.protocol.paxos.PaxosMessage;
import java.util.List;
import java.util.Optional;

/// Looks at a run of Paxos, and objects when a process does what none may do. Each run has its own,
/// so it may remember what it saw.
public interface Suspicion {

  /// Called after every step, in the order in which they happen.
  ///
  /// @param processes all that take part, whether they are up or not
  /// @return what is wrong, in a sentence; empty if nothing is
  Optional<String> look(List<NodeId> processes, Step<PaxosMessage> step);
}
