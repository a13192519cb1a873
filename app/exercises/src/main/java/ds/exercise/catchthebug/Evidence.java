package ds.exercise.catchthebug;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// When a suspect has given itself away: from such a step on, a watcher that says nothing has
/// missed it. There are many ways to notice a mistake, and most notice it sooner. So each of these
/// waits until what the suspect does contradicts what has reached another process for certain.
final class Evidence {

  private Evidence() {}

  /// What the one or the other says, and `other` only if `one` says nothing.
  static Invariant<PaxosMessage> either(
      Invariant<PaxosMessage> one, Invariant<PaxosMessage> other) {
    return (world, step) -> {
      Optional<String> first = one.check(world, step);
      Optional<String> second = other.check(world, step);
      return first.or(() -> second);
    };
  }

  /// Two processes have decided differently, or one has decided what nobody wished for.
  static final class Quarrel implements Invariant<PaxosMessage> {
    private Optional<String> decided = Optional.empty();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      for (Effect<PaxosMessage> effect : step.effects()) {
        if (effect instanceof Effect.Report<PaxosMessage>(Decided(var value))) {
          if (processes(world).stream().noneMatch(it -> Suspect.wish(it).equals(value))) {
            return Optional.of(step.node() + " decides '" + value + "', which nobody proposed");
          }
          String first = decided.orElse(value);
          decided = Optional.of(first);
          if (!first.equals(value)) {
            return Optional.of(step.node() + " decides '" + value + "' after '" + first + "'");
          }
        }
      }
      return Optional.empty();
    }
  }

  /// A proposer asks for acceptance before a majority has promised.
  static final class Minority implements Invariant<PaxosMessage> {
    private final Heard heard = new Heard();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      heard.hear(step);
      int processes = world.hosts().size();
      for (Accept accept : sent(step, Accept.class)) {
        int promises = heard.promises(step.node(), accept.ballot()).size();
        if (promises <= processes / 2) {
          return Optional.of(
              "%s sends %s with the promises of %d of %d processes"
                  .formatted(step.node(), accept, promises, processes));
        }
      }
      return Optional.empty();
    }
  }

  /// A proposer gives its ballot a value that no majority of its promises allows.
  static final class WrongValue implements Invariant<PaxosMessage> {
    private final Heard heard = new Heard();
    private final Set<Ballot> judged = new TreeSet<>();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      heard.hear(step);
      int few = world.hosts().size() / 2;
      for (Accept accept : sent(step, Accept.class)) {
        List<Promise> promises =
            new ArrayList<>(heard.promises(step.node(), accept.ballot()).values());
        promises.sort(Comparator.comparing(it -> accepted(it)));
        if (judged.add(accept.ballot())
            && promises.size() > few
            && promises.subList(few, promises.size()).stream()
                .allMatch(it -> forbids(it, accept.value()))) {
          return Optional.of(
              "%s sends %s, although %s told it '%s'"
                  .formatted(
                      step.node(),
                      accept,
                      heard.promiser(step.node(), promises.getLast()),
                      promises.getLast().accepted().orElseThrow().value()));
        }
      }
      return Optional.empty();
    }

    private static boolean forbids(Promise newest, String value) {
      return newest.accepted().filter(it -> !it.value().equals(value)).isPresent();
    }
  }

  /// An acceptor accepts below a ballot that it promised to somebody.
  static final class BrokenPromise implements Invariant<PaxosMessage> {
    private final Heard heard = new Heard();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      heard.hear(step);
      Ballot promised = heard.promised(step.node());
      return sent(step, Accepted.class).stream()
          .filter(it -> it.ballot().compareTo(promised) < 0)
          .findFirst()
          .map(it -> "%s sends %s and had promised %s".formatted(step.node(), it, promised));
    }
  }

  /// An acceptor does not tell what somebody knows that it has accepted.
  static final class Concealed implements Invariant<PaxosMessage> {
    private final Heard heard = new Heard();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      heard.hear(step);
      Ballot accepted = heard.accepted(step.node());
      return sent(step, Promise.class).stream()
          .filter(it -> accepted.compareTo(it.ballot()) < 0)
          .filter(it -> accepted(it).compareTo(accepted) < 0)
          .findFirst()
          .map(it -> "%s sends %s and had accepted %s".formatted(step.node(), it, accepted));
    }
  }

  /// An acceptor says that it has accepted what it has not written down.
  static final class Unwritten implements Invariant<PaxosMessage> {
    private final Map<NodeId, Ballot> written = new TreeMap<>();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      if (step.event() instanceof Event.Started<PaxosMessage>(var recovered)) {
        written.remove(step.node());
        recovered.forEach(record -> write(step.node(), record));
      }
      for (Effect<PaxosMessage> effect : step.effects()) {
        switch (effect) {
          case Effect.Persist<PaxosMessage>(var record) -> write(step.node(), record);
          case Effect.Send<PaxosMessage>(_, Accepted(var ballot)) when isAbove(step, ballot) -> {
            return Optional.of(
                "%s says that it has accepted %s, and has not written it"
                    .formatted(step.node(), ballot));
          }
          default -> {}
        }
      }
      return Optional.empty();
    }

    private boolean isAbove(Step<PaxosMessage> step, Ballot ballot) {
      return ballot.compareTo(written.getOrDefault(step.node(), Ballot.NONE)) > 0;
    }

    private void write(NodeId node, Durable record) {
      if (record instanceof Acceptor(_, var accepted)) {
        accepted.ifPresent(it -> written.put(node, it.ballot()));
      }
    }
  }

  /// A proposer starts a ballot that somebody knows from an earlier life of it.
  static final class StartedTwice implements Invariant<PaxosMessage> {
    private final Set<Ballot> known = new TreeSet<>();
    private final Set<Ballot> old = new TreeSet<>();

    @Override
    public Optional<String> check(World<PaxosMessage> world, Step<PaxosMessage> step) {
      if (step.event() instanceof Event.Started) {
        known.stream().filter(it -> it.proposer().equals(step.node())).forEach(old::add);
      }
      if (step.event() instanceof Event.Received<PaxosMessage>(_, Prepare(var ballot))) {
        known.add(ballot);
      }
      return sent(step, Prepare.class).stream()
          .filter(it -> old.contains(it.ballot()))
          .findFirst()
          .map(it -> step.node() + " starts " + it.ballot() + ", as it did in an earlier life");
    }
  }

  /// What has arrived: that it was sent, nobody can deny.
  private static final class Heard {
    private final Map<NodeId, Map<Ballot, Map<NodeId, Promise>>> promises = new TreeMap<>();
    private final Map<NodeId, Ballot> promised = new TreeMap<>();
    private final Map<NodeId, Ballot> accepted = new TreeMap<>();

    void hear(Step<PaxosMessage> step) {
      switch (step.event()) {
        case Event.Received<PaxosMessage>(var from, Promise promise) -> {
          promises(step.node(), promise.ballot()).putIfAbsent(from, promise);
          promised.merge(from, promise.ballot(), Heard::higher);
        }
        case Event.Received<PaxosMessage>(var from, Accepted(var ballot)) -> {
          promised.merge(from, ballot, Heard::higher);
          accepted.merge(from, ballot, Heard::higher);
        }
        default -> {}
      }
    }

    private static Ballot higher(Ballot one, Ballot other) {
      return one.compareTo(other) < 0 ? other : one;
    }

    /// What a proposer was promised for a ballot, by whom.
    Map<NodeId, Promise> promises(NodeId proposer, Ballot ballot) {
      return promises
          .computeIfAbsent(proposer, _ -> new TreeMap<>())
          .computeIfAbsent(ballot, _ -> new TreeMap<>());
    }

    NodeId promiser(NodeId proposer, Promise promise) {
      return promises(proposer, promise.ballot()).entrySet().stream()
          .filter(it -> it.getValue().equals(promise))
          .findFirst()
          .orElseThrow()
          .getKey();
    }

    Ballot promised(NodeId acceptor) {
      return promised.getOrDefault(acceptor, Ballot.NONE);
    }

    Ballot accepted(NodeId acceptor) {
      return accepted.getOrDefault(acceptor, Ballot.NONE);
    }
  }

  static List<NodeId> processes(World<PaxosMessage> world) {
    return world.hosts().stream().map(it -> it.id()).toList();
  }

  private static Ballot accepted(Promise promise) {
    return promise.accepted().map(Proposal::ballot).orElse(Ballot.NONE);
  }

  private static <T extends PaxosMessage> List<T> sent(Step<PaxosMessage> step, Class<T> type) {
    List<T> messages = new ArrayList<>();
    for (Effect<PaxosMessage> effect : step.effects()) {
      if (effect instanceof Effect.Send<PaxosMessage>(_, var message) && type.isInstance(message)) {
        messages.add(type.cast(message));
      }
    }
    return messages;
  }
}
