package ds.scenario.raft;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.StepInvariant;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.VoteGranted;
import ds.protocol.raft.log.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// *Election Safety* (figure 3): at most one leader can be elected in a given term. And what it
/// rests on: a server votes for at most one candidate in a term, whatever crashes lie between. A
/// vote counts when it arrives; one that a crash has kept on its server was never given.
///
/// @param <M> the family of messages in which Raft's are wrapped
public final class ElectionSafety<M> implements StepInvariant<M> {

  private record Ballot(NodeId voter, Term term) {}

  private final Function<M, Optional<RaftMessage>> unwrap;
  private final Map<Term, NodeId> leaders = new HashMap<>();
  private final Map<Ballot, NodeId> votes = new HashMap<>();

  public ElectionSafety(Function<M, Optional<RaftMessage>> unwrap) {
    this.unwrap = unwrap;
  }

  @Override
  public Optional<String> check(Step<M> step) {
    if (step.event() instanceof Event.Received<M>(NodeId from, M message)) {
      Optional<RaftMessage> inner = unwrap.apply(message);
      if (inner.isPresent() && inner.get() instanceof VoteGranted(Term term)) {
        Optional<String> wrong = checkVote(new Ballot(from, term), step.node());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<M>(BecameLeader(Term term))) {
        return checkLeader(term, step.node());
      }
    }
    return Optional.empty();
  }

  private Optional<String> checkVote(Ballot ballot, NodeId candidate) {
    NodeId other = votes.putIfAbsent(ballot, candidate);
    return other == null || other.equals(candidate)
        ? Optional.empty()
        : Optional.of(
            ballot.voter()
                + " voted in term "
                + ballot.term()
                + " for "
                + other
                + " and then for "
                + candidate);
  }

  private Optional<String> checkLeader(Term term, NodeId leader) {
    NodeId other = leaders.putIfAbsent(term, leader);
    return other == null || other.equals(leader)
        ? Optional.empty()
        : Optional.of("term " + term + " has two leaders, " + other + " and " + leader);
  }
}
