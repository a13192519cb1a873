package ds.scenario.raft;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.StepInvariant;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftFact.SnapshotInstalled;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// *State Machine Safety* (figure 3): if a server has applied an entry at an index, no other server
/// ever applies another one there. And each life of a server applies forwards only.
public final class StateMachineSafety<M> implements StepInvariant<M> {

  private record Content(Term term, Command command, NodeId by) {}

  private final Map<LogIndex, Content> applied = new HashMap<>();
  private final Map<NodeId, LogIndex> progress = new HashMap<>();

  @Override
  public Optional<String> check(Step<M> step) {
    if (step.event() instanceof Event.Started<M>) {
      progress.remove(step.node());
    }
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<M>(Fact fact)) {
        Optional<String> wrong = check(step.node(), fact);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> check(NodeId node, Fact fact) {
    if (fact instanceof SnapshotInstalled(Position last)) {
      return advance(node, last.index());
    }
    if (fact instanceof Applied(LogIndex index, Term term, Command command)) {
      Content now = new Content(term, command, node);
      Content before = applied.putIfAbsent(index, now);
      if (before != null && !(before.term().equals(term) && before.command().equals(command))) {
        return Optional.of(
            node
                + " applied "
                + command
                + " of term "
                + term
                + " at index "
                + index
                + ", where "
                + before.by()
                + " had applied "
                + before.command()
                + " of term "
                + before.term());
      }
      return advance(node, index);
    }
    return Optional.empty();
  }

  private Optional<String> advance(NodeId node, LogIndex index) {
    LogIndex before = progress.put(node, index);
    return before == null || before.compareTo(index) < 0
        ? Optional.empty()
        : Optional.of(node + " went back from index " + before + " to " + index);
  }
}
