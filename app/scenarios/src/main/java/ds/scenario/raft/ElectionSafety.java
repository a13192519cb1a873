package ds.scenario.raft;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftFact.Voted;
import ds.protocol.raft.log.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// *Election Safety* (figure 3): at most one leader can be elected in a given term. And what it
/// rests on: a server votes for at most one candidate in a term, whatever crashes lie between.
final class ElectionSafety<M> implements Invariant<M> {

  private record Ballot(NodeId voter, Term term) {}

  private final Map<Term, NodeId> leaders = new HashMap<>();
  private final Map<Ballot, NodeId> votes = new HashMap<>();

  @Override
  public Optional<String> check(World<M> world, Step<M> step) {
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
    if (fact instanceof BecameLeader(Term term)) {
      NodeId other = leaders.putIfAbsent(term, node);
      return other == null || other.equals(node)
          ? Optional.empty()
          : Optional.of("term " + term + " has two leaders, " + other + " and " + node);
    }
    if (fact instanceof Voted(Term term, NodeId candidate)) {
      NodeId other = votes.putIfAbsent(new Ballot(node, term), candidate);
      return other == null || other.equals(candidate)
          ? Optional.empty()
          : Optional.of(
              node + " voted in term " + term + " for " + other + " and then for " + candidate);
    }
    return Optional.empty();
  }
}
