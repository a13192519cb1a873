package catchthebug;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.catchthebug.Suspicion;
import ds.protocol.paxos.Acceptor;
import ds.protocol.paxos.Ballot;
import ds.protocol.paxos.PaxosFact.Decided;
import ds.protocol.paxos.PaxosMessage;
import ds.protocol.paxos.PaxosMessage.Accept;
import ds.protocol.paxos.PaxosMessage.Accepted;
import ds.protocol.paxos.PaxosMessage.Prepare;
import ds.protocol.paxos.PaxosMessage.Promise;
import ds.protocol.paxos.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Objects to a process that says what it may not say, as far as its own life shows.
public final class Watcher implements Suspicion {

  /// What a process has done in its present life.
  private static final class Life {

    /// The last record on the disk, or on its way there: what is sent after it waits for it.
    private Acceptor written = Acceptor.NEW;

    private final SortedMap<Ballot, SortedMap<NodeId, Promise>> promises = new TreeMap<>();
    private final SortedMap<Ballot, SortedSet<NodeId>> accepts = new TreeMap<>();
    private final SortedMap<Ballot, String> asked = new TreeMap<>();
  }

  private final Map<NodeId, Life> lives = new TreeMap<>();
  private Optional<String> decided = Optional.empty();

  @Override
  public Optional<String> look(List<NodeId> processes, Step<PaxosMessage> step) {
    List<String> objections = new ArrayList<>();
    take(step);
    Life life = lives.get(step.node());
    int majority = processes.size() / 2 + 1;
    for (Effect<PaxosMessage> effect : step.effects()) {
      switch (effect) {
        case Effect.Persist(var record) -> persisted((Acceptor) record, life, objections);
        case Effect.Send(_, Prepare m) -> onPrepare(m, life, objections);
        case Effect.Send(_, Promise m) -> onPromise(m, life, objections);
        case Effect.Send(_, Accept m) -> onAccept(m, life, majority, objections);
        case Effect.Send(_, Accepted m) -> onAccepted(m, life, objections);
        case Effect.Report(Decided(var value)) ->
            onDecided(value, processes, life, majority, objections);
        default -> {}
      }
    }
    return objections.stream().findFirst().map(it -> step.node() + " " + it);
  }

  /// A process knows what it has recovered and what it was told since, and nothing else.
  private void take(Step<PaxosMessage> step) {
    switch (step.event()) {
      case Event.Started(var recovered) -> {
        Life life = new Life();
        for (Durable record : recovered) {
          life.written = (Acceptor) record;
        }
        lives.put(step.node(), life);
      }
      case Event.Received(var from, Promise m) ->
          lives
              .get(step.node())
              .promises
              .computeIfAbsent(m.ballot(), _ -> new TreeMap<>())
              .putIfAbsent(from, m);
      case Event.Received(var from, Accepted m) ->
          lives
              .get(step.node())
              .accepts
              .computeIfAbsent(m.ballot(), _ -> new TreeSet<>())
              .add(from);
      default -> {}
    }
  }

  /// P1a: neither a promise nor an acceptance is ever taken back.
  private static void persisted(Acceptor record, Life life, List<String> objections) {
    if (record.promised().compareTo(life.written.promised()) < 0) {
      objections.add("goes back on its promise of " + life.written.promised());
    }
    if (newest(record.accepted()).compareTo(newest(life.written.accepted())) < 0) {
      objections.add("forgets that it has accepted " + newest(life.written.accepted()));
    }
    life.written = record;
  }

  private static void onPrepare(Prepare m, Life life, List<String> objections) {
    if (life.written.promised().compareTo(m.ballot()) < 0) {
      objections.add("starts " + m.ballot() + ", which its next life would not know");
    }
  }

  private static void onPromise(Promise m, Life life, List<String> objections) {
    if (life.written.promised().compareTo(m.ballot()) < 0) {
      objections.add("promises " + m.ballot() + ", and has not written it");
    }
    if (newest(m.accepted()).compareTo(newest(life.written.accepted())) < 0) {
      objections.add("does not tell that it has accepted " + newest(life.written.accepted()));
    }
  }

  /// What a proposer asks for again it was free to ask for the first time.
  private static void onAccept(Accept m, Life life, int majority, List<String> objections) {
    String before = life.asked.putIfAbsent(m.ballot(), m.value());
    if (before != null) {
      if (!before.equals(m.value())) {
        objections.add("asks for two values under " + m.ballot());
      }
      return;
    }
    var promises = life.promises.getOrDefault(m.ballot(), new TreeMap<>());
    if (promises.size() < majority) {
      objections.add("asks for acceptance with " + promises.size() + " promises");
    }
    Optional<Proposal> newest = Optional.empty();
    for (Promise promise : promises.values()) {
      if (newest(promise.accepted()).compareTo(newest(newest)) > 0) {
        newest = promise.accepted();
      }
    }
    if (newest.isPresent() && !newest.get().value().equals(m.value())) { // P2c
      objections.add("was told " + newest.get() + " and asks for '" + m.value() + "'");
    }
  }

  private static void onAccepted(Accepted m, Life life, List<String> objections) {
    if (!newest(life.written.accepted()).equals(m.ballot())) {
      objections.add("says that it has accepted " + m.ballot() + ", and has not written it");
    }
  }

  private void onDecided(
      String value, List<NodeId> processes, Life life, int majority, List<String> objections) {
    if (life.accepts.values().stream().noneMatch(it -> it.size() >= majority)) {
      objections.add("decides without a majority");
    }
    if (processes.stream().noneMatch(it -> value.equals("value of " + it))) {
      objections.add("decides '" + value + "', which nobody proposed");
    }
    if (!decided.orElse(value).equals(value)) {
      objections.add("decides '" + value + "' after '" + decided.get() + "'");
    }
    decided = Optional.of(decided.orElse(value));
  }

  private static Ballot newest(Optional<Proposal> accepted) {
    return accepted.map(Proposal::ballot).orElse(Ballot.NONE);
  }
}
