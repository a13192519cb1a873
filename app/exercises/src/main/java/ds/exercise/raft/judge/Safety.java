package ds.exercise.raft.judge;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.raft.RaftFact.Applied;
import ds.exercise.raft.RaftFact.BecameLeader;
import ds.exercise.raft.RaftFact.Restored;
import ds.exercise.raft.RaftMessage;
import ds.exercise.raft.RaftMessage.Accepted;
import ds.exercise.raft.RaftMessage.NotLeader;
import ds.exercise.raft.RaftMessage.Propose;
import ds.exercise.raft.Tally;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What must never happen, as far as it shows in answers and facts (figure 3).
public final class Safety {

  private Safety() {}

  /// Election safety: a term has one leader, which says so once.
  static final class OneLeader implements Invariant<RaftMessage> {
    private final Map<Long, NodeId> leaders = new HashMap<>();

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(BecameLeader(long term))) {
          NodeId other = leaders.putIfAbsent(term, step.node());
          if (other != null) {
            return Optional.of(
                other.equals(step.node())
                    ? other + " is elected twice in term " + term
                    : "term " + term + " has two leaders, " + other + " and " + step.node());
          }
        }
      }
      return Optional.empty();
    }
  }

  /// Every proposal has one answer, in the step that receives it.
  static final class AnsweredAtOnce implements Invariant<RaftMessage> {

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      if (!(step.event()
          instanceof Event.Received<RaftMessage>(var client, Propose(long id, var _)))) {
        return Optional.empty();
      }
      int answers = 0;
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var to, var message) && to.equals(client)) {
          answers += isAnswerTo(id, message) ? 1 : 0;
        }
      }
      return answers == 1
          ? Optional.empty()
          : Optional.of(
              step.node() + " answers proposal " + id + " of " + client + " " + times(answers));
    }

    private static boolean isAnswerTo(long id, RaftMessage message) {
      return switch (message) {
        case Accepted accepted -> accepted.id() == id;
        case NotLeader(long refused) -> refused == id;
        case Propose _, RaftMessage.Peer _ -> false;
      };
    }

    private static String times(int answers) {
      return answers == 0 ? "not at all in the same step" : answers + " times";
    }
  }

  /// A server accepts commands only in a term for which it was elected, each at the place after the
  /// last: a leader never overwrites or deletes an entry of its own.
  static final class AppendOnly implements Invariant<RaftMessage> {

    /// By server: the term it leads, and where it has appended last.
    private final Map<NodeId, Applied> tails = new HashMap<>();

    private final Map<NodeId, Long> terms = new HashMap<>();

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      NodeId node = step.node();
      if (step.event() instanceof Event.Started) {
        terms.remove(node);
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<RaftMessage>(BecameLeader(long term))) {
          terms.put(node, term);
          tails.remove(node);
        }
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<RaftMessage>(var _, Accepted accepted)) {
          Optional<String> wrong = check(node, accepted, command(step));
          if (wrong.isPresent()) {
            return wrong;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<String> check(NodeId node, Accepted accepted, String command) {
      if (terms.getOrDefault(node, 0L) != accepted.term()) {
        return Optional.of(
            node + " accepts a command in term " + accepted.term() + ", which it does not lead");
      }
      Applied before = tails.put(node, new Applied(accepted.index(), command));
      return before == null || before.index() < accepted.index()
          ? Optional.empty()
          : Optional.of(
              "%s accepts %s at %d, where its log had reached %d in the same term"
                  .formatted(node, command, accepted.index(), before.index()));
    }
  }

  /// Leader completeness: what was applied is in the log of every leader of a later term. A leader
  /// shows how long its log is when it accepts a command.
  static final class Complete implements Invariant<RaftMessage> {

    /// What was applied at an index, and the newest term that had a leader by then.
    private record Commitment(String command, long term) {}

    private final Map<Long, Commitment> commitments = new HashMap<>();
    private long term;

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        switch (effect) {
          case Effect.Report<RaftMessage>(BecameLeader(long won)) -> term = Math.max(term, won);
          case Effect.Report<RaftMessage>(Applied(long index, var command)) ->
              commitments.putIfAbsent(index, new Commitment(command, term));
          case Effect.Send<RaftMessage>(var _, Accepted accepted) -> {
            Commitment there = commitments.get(accepted.index());
            if (there != null && accepted.term() > there.term()) {
              return Optional.of(
                  "%s leads term %d without entry %d, at which %s was applied before"
                      .formatted(
                          step.node(), accepted.term(), accepted.index(), name(there.command())));
            }
          }
          default -> {}
        }
      }
      return Optional.empty();
    }
  }

  /// A server applies the entries one after the other. When it starts it begins at 1 again, or
  /// after a snapshot.
  static final class InOrder implements Invariant<RaftMessage> {
    private final Map<NodeId, Long> applied = new HashMap<>();

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      NodeId node = step.node();
      if (step.event() instanceof Event.Started) {
        applied.remove(node);
      }
      for (Effect<RaftMessage> effect : step.effects()) {
        long last = applied.getOrDefault(node, 0L);
        switch (effect) {
          case Effect.Report<RaftMessage>(Applied(long index, var _)) -> {
            if (index != last + 1) {
              return Optional.of(
                  node + " applies entry " + index + ", but the last one was " + last);
            }
            applied.put(node, index);
          }
          case Effect.Report<RaftMessage>(Restored(long index, var _)) -> {
            if (index <= last) {
              return Optional.of(
                  "%s restores the state after entry %d, but had applied entry %d already"
                      .formatted(node, index, last));
            }
            applied.put(node, index);
          }
          default -> {}
        }
      }
      return Optional.empty();
    }
  }

  /// State machine safety: no two servers apply different commands at one index, nor does one after
  /// a restart; and a snapshot holds what the commands up to its index amount to.
  static final class SameCommands implements Invariant<RaftMessage> {
    private final List<Applied> log = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>(List.of(Tally.NONE));
    private final Map<Long, NodeId> first = new HashMap<>();

    @Override
    public Optional<String> check(World<RaftMessage> world, Step<RaftMessage> step) {
      for (Effect<RaftMessage> effect : step.effects()) {
        Optional<String> wrong =
            switch (effect) {
              case Effect.Report<RaftMessage>(Applied applied) -> check(step.node(), applied);
              case Effect.Report<RaftMessage>(Restored restored) -> check(step.node(), restored);
              default -> Optional.empty();
            };
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }

    private Optional<String> check(NodeId node, Applied applied) {
      if (applied.index() == log.size() + 1) {
        log.add(applied);
        tallies.add(tallies.getLast().apply(applied.command()));
        first.put(applied.index(), node);
      }
      if (applied.index() < 1 || applied.index() > log.size()) {
        return Optional.empty(); // not in order, which is judged elsewhere
      }
      Applied before = log.get((int) applied.index() - 1);
      return before.equals(applied)
          ? Optional.empty()
          : Optional.of(
              "%s applies %s as entry %d, but %s applied %s there"
                  .formatted(
                      node,
                      name(applied.command()),
                      applied.index(),
                      first.get(applied.index()),
                      name(before.command())));
    }

    private Optional<String> check(NodeId node, Restored restored) {
      if (restored.index() < 0 || restored.index() > log.size()) {
        return Optional.of(
            node
                + " restores the state after entry "
                + restored.index()
                + ", which nobody has applied");
      }
      Tally right = tallies.get((int) restored.index());
      return right.equals(restored.tally())
          ? Optional.empty()
          : Optional.of(
              "%s restores %s after entry %d, but the entries up to there make %s"
                  .formatted(node, restored.tally(), restored.index(), right));
    }
  }

  /// What a step's proposal asks for; empty if it received none.
  static String command(Step<RaftMessage> step) {
    return step.event() instanceof Event.Received<RaftMessage>(var _, Propose(var _, var command))
        ? command
        : "";
  }

  private static String name(String command) {
    return command.isEmpty() ? "an entry of its own" : command;
  }
}
