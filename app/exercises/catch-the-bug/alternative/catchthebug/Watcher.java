package catchthebug;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.catchthebug.Suspicion;
import ds.protocol.paxos.Ballot;
import ds.protocol.paxos.PaxosFact.Decided;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosMessage.Accept;
import ds.protocol.paxos.PaxosMessage.Accepted;
import ds.protocol.paxos.PaxosMessage.Prepare;
import ds.protocol.paxos.PaxosMessage.Promise;
import ds.protocol.paxos.Proposal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes processes at their word: what somebody has heard from a process, that process has said, in
/// whichever of its lives. Records are looked at only for whether they come before the answer.
public final class Watcher implements Suspicion {

  /// What one process has heard about one ballot.
  private record Question(NodeId proposer, Ballot ballot) implements Comparable<Question> {
    @Override
    public int compareTo(Question other) {
      int byProposer = proposer.compareTo(other.proposer);
      return byProposer != 0 ? byProposer : ballot.compareTo(other.ballot);
    }
  }

  private final Map<Question, Map<NodeId, Promise>> promises = new TreeMap<>();
  private final Map<NodeId, Ballot> bound = new TreeMap<>();
  private final Map<NodeId, Ballot> accepted = new TreeMap<>();
  private final Set<Ballot> asked = new TreeSet<>();
  private final Set<Ballot> started = new TreeSet<>();
  private final Set<Ballot> over = new TreeSet<>();
  private Optional<String> decided = Optional.empty();

  @Override
  public Optional<String> look(List<NodeId> processes, Step<PaxosMessage> step) {
    NodeId self = step.node();
    hear(self, step.event());
    Optional<String> objection = Optional.empty();
    boolean hasWritten = false;
    for (Effect<PaxosMessage> effect : step.effects()) {
      hasWritten |= effect instanceof Effect.Persist;
      if (effect instanceof Effect.Report(Decided(var value))) {
        objection = objection.or(() -> decision(value, processes));
      }
      if (effect instanceof Effect.Send(_, var message)) {
        boolean isWritten = hasWritten;
        objection =
            objection.or(() ->
                switch (message) {
                  case Prepare m when over.contains(m.ballot()) ->
                      Optional.of("a ballot is started again");
                  case Accept m -> request(self, m, processes.size());
                  case Promise m -> promise(self, m);
                  case Accepted m when !isWritten -> Optional.of("an answer before the record");
                  case Accepted m when isBelow(m.ballot(), bound, self) ->
                      Optional.of("a promise is broken");
                  default -> Optional.empty();
                });
      }
    }
    return objection.map(it -> self + ": " + it);
  }

  private void hear(NodeId self, Event<PaxosMessage> event) {
    switch (event) {
      case Event.Started(_) -> {
        for (Ballot ballot : started) {
          if (ballot.proposer().equals(self)) {
            over.add(ballot);
          }
        }
      }
      case Event.Received(_, Prepare m) -> started.add(m.ballot());
      case Event.Received(var from, Promise m) -> {
        heard(self, m.ballot()).putIfAbsent(from, m);
        bound.merge(from, m.ballot(), Watcher::higher);
      }
      case Event.Received(var from, Accepted m) -> {
        bound.merge(from, m.ballot(), Watcher::higher);
        accepted.merge(from, m.ballot(), Watcher::higher);
      }
      default -> {}
    }
  }

  private Optional<String> request(NodeId self, Accept m, int processes) {
    if (!asked.add(m.ballot())) {
      return Optional.empty();
    }
    Map<NodeId, Promise> heard = heard(self, m.ballot());
    if (heard.size() <= processes / 2) {
      return Optional.of("no majority has promised " + m.ballot());
    }
    Ballot newest = Ballot.NONE;
    for (Promise promise : heard.values()) {
      newest = higher(newest, ballot(promise));
    }
    for (Promise promise : heard.values()) {
      if (promise.accepted().isPresent()
          && ballot(promise).equals(newest)
          && !promise.accepted().get().value().equals(m.value())) {
        return Optional.of("the value should be that of " + newest);
      }
    }
    return Optional.empty();
  }

  private Optional<String> promise(NodeId self, Promise m) {
    Ballot known = accepted.getOrDefault(self, Ballot.NONE);
    return known.compareTo(m.ballot()) < 0 && ballot(m).compareTo(known) < 0
        ? Optional.of(known + " was accepted, and is not told")
        : Optional.empty();
  }

  private Optional<String> decision(String value, List<NodeId> processes) {
    boolean isFirst = decided.isEmpty();
    decided = Optional.of(decided.orElse(value));
    if (!isFirst && !decided.get().equals(value)) {
      return Optional.of("two decisions");
    }
    for (NodeId process : processes) {
      if (value.equals("value of " + process)) {
        return Optional.empty();
      }
    }
    return Optional.of("a value of nobody");
  }

  private Map<NodeId, Promise> heard(NodeId self, Ballot ballot) {
    return promises.computeIfAbsent(new Question(self, ballot), _ -> new TreeMap<>());
  }

  private static boolean isBelow(Ballot ballot, Map<NodeId, Ballot> bounds, NodeId self) {
    return ballot.compareTo(bounds.getOrDefault(self, Ballot.NONE)) < 0;
  }

  private static Ballot ballot(Promise promise) {
    return promise.accepted().map(Proposal::ballot).orElse(Ballot.NONE);
  }

  private static Ballot higher(Ballot one, Ballot other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
