package ds.scenario.raft;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.StepInvariant;
import ds.protocol.raft.RaftFact.Applied;
import ds.protocol.raft.RaftFact.BecameFollower;
import ds.protocol.raft.RaftFact.BecameLeader;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.RaftMessage.AppendEntries;
import ds.protocol.raft.log.Command;
import ds.protocol.raft.log.Entry;
import ds.protocol.raft.log.LogIndex;
import ds.protocol.raft.log.Position;
import ds.protocol.raft.log.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// *Log Matching* and *Leader Completeness* (figure 3), as far as they show in what leaders send.
///
/// If two logs hold an entry with the same index and term, then the entry and all before it are the
/// same; and what a leader has committed is in the log of every leader of a later term. A black
/// box: logs are known from `AppendEntries`, commitment from what leaders apply.
///
/// @param <M> the family of messages in which Raft's are wrapped
public final class LogSafety<M> implements StepInvariant<M> {

  /// What stands at a position, and what comes before it.
  private record Link(Term previous, Command command) {}

  /// An entry's term, and the term of the leader that committed it.
  private record Commitment(Term entry, Term leader) {}

  private final Function<M, Optional<RaftMessage>> unwrap;
  private final Map<Position, Link> links = new HashMap<>();
  private final Map<LogIndex, Commitment> committed = new HashMap<>();
  private final Map<NodeId, Term> leading = new HashMap<>();

  public LogSafety(Function<M, Optional<RaftMessage>> unwrap) {
    this.unwrap = unwrap;
  }

  @Override
  public Optional<String> check(Step<M> step) {
    List<Effect<M>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      Optional<String> wrong = Optional.empty();
      if (effects.get(i) instanceof Effect.Report<M>(Fact fact)) {
        learn(step.node(), fact);
      } else if (effects.get(i) instanceof Effect.Send<M>(var _, M message)) {
        wrong = unwrap.apply(message).flatMap(inner -> check(step.node(), inner));
      }
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private void learn(NodeId node, Fact fact) {
    if (fact instanceof BecameLeader(Term term)) {
      leading.put(node, term);
    } else if (fact instanceof BecameFollower) {
      leading.remove(node);
    } else if (fact instanceof Applied applied && leading.containsKey(node)) {
      committed.putIfAbsent(
          applied.index(), new Commitment(applied.term(), leading.getOrDefault(node, Term.NONE)));
    }
  }

  private Optional<String> check(NodeId sender, RaftMessage message) {
    return message instanceof AppendEntries append ? check(sender, append) : Optional.empty();
  }

  private Optional<String> check(NodeId leader, AppendEntries append) {
    Position previous = append.previous();
    Optional<String> wrong = contradicted(leader, append.term(), previous);
    for (int i = 0; i < append.entries().size() && wrong.isEmpty(); i++) {
      Entry entry = append.entries().get(i);
      Position position = Position.of(previous.index().number() + 1, entry.term());
      Link link = new Link(previous.term(), entry.command());
      Link before = links.putIfAbsent(position, link);
      wrong =
          before == null || before.equals(link)
              ? contradicted(leader, append.term(), position)
              : Optional.of("two logs differ at " + position + ": " + before + " and " + link);
      previous = position;
    }
    return wrong;
  }

  private Optional<String> contradicted(NodeId leader, Term term, Position position) {
    Commitment commitment = committed.get(position.index());
    return commitment == null
            || commitment.entry().equals(position.term())
            || !term.isAfter(commitment.leader())
        ? Optional.empty()
        : Optional.of(
            leader
                + " leads term "
                + term
                + " and holds "
                + position
                + ", but term "
                + commitment.leader()
                + " had committed an entry of term "
                + commitment.entry()
                + " there");
  }
}
