package ds.exercise.broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What broadcasting servers promise after every step. The handout explains each property under its
/// name.
final class Promises {

  /// How long a server may take over what it does alone. A sound one needs a write to its disk.
  private static final long PATIENCE = 1_000 * MILLISECOND;

  /// Messages between servers within [#WINDOW]: more than any sound solution needs.
  private static final int BURST_MAX = 50_000;

  /// Equal messages from one server to another within [#WINDOW].
  private static final int SAME_MAX = 20;

  private static final long WINDOW = 100 * MILLISECOND;

  private Promises() {}

  /// Delivers only what a client has broadcast.
  static final class Genuine implements Invariant<BroadcastMessage> {
    private final Set<Long> broadcast = new TreeSet<>();

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      for (Effect<BroadcastMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<BroadcastMessage>(_, Broadcast(long value))
            && isClient(step.node())) {
          broadcast.add(value);
        }
      }
      return delivered(step).stream()
          .filter(value -> !broadcast.contains(value))
          .findFirst()
          .map(value -> step.node() + " delivers " + value + ", which nobody has broadcast");
    }
  }

  /// Delivers no value twice in one life.
  static final class Once implements Invariant<BroadcastMessage> {
    private final Map<NodeId, Set<Long>> delivered = new TreeMap<>();

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      Set<Long> here = delivered.computeIfAbsent(step.node(), _ -> new TreeSet<>());
      if (step.event() instanceof Event.Started) {
        here.clear();
      }
      for (long value : delivered(step)) {
        if (!here.add(value)) {
          return Optional.of(step.node() + " delivers " + value + " a second time");
        }
      }
      return Optional.empty();
    }
  }

  /// Stores whatever a client broadcasts, soon and without help, unless it crashes before.
  static final class Available implements Invariant<BroadcastMessage> {

    private record Case(NodeId client, long value) {}

    /// By server: when each case was opened, the oldest first.
    private final Map<NodeId, SequencedMap<Case, Long>> open = new TreeMap<>();

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      var here = open.computeIfAbsent(step.node(), _ -> new LinkedHashMap<>());
      if (step.event() instanceof Event.Started) {
        here.clear();
      }
      if (step.event() instanceof Event.Received<BroadcastMessage>(var from, Broadcast(long value))
          && isClient(from)) {
        here.putIfAbsent(new Case(from, value), world.now());
      }
      for (Effect<BroadcastMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<BroadcastMessage>(var to, Stored(long value))) {
          here.remove(new Case(to, value));
        }
      }
      return overdue(world, open)
          .map(it -> it.server() + " does not store " + it.what().value() + " within a second");
    }
  }

  /// What a server has told a client to be stored, the server has delivered, and delivers again in
  /// each later life. An answer counts when it has arrived: one that a crash kept back told nobody.
  static final class Kept implements Invariant<BroadcastMessage> {

    /// What is known of one server.
    private static final class Shelf {
      private final Set<Long> stored = new TreeSet<>();
      private final Set<Long> delivered = new TreeSet<>();
    }

    private final Map<NodeId, Shelf> shelves = new TreeMap<>();

    /// By server: since when each value that it stored has been missing in its life.
    private final Map<NodeId, SequencedMap<Long, Long>> missing = new TreeMap<>();

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      if (step.event() instanceof Event.Started) {
        shelf(step.node()).delivered.clear();
        missing(step.node()).clear();
        shelf(step.node()).stored.forEach(it -> missing(step.node()).put(it, world.now()));
      }
      for (long value : delivered(step)) {
        shelf(step.node()).delivered.add(value);
        missing(step.node()).remove(value);
      }
      if (step.event() instanceof Event.Received<BroadcastMessage>(var from, Stored(long value))) {
        shelf(from).stored.add(value);
        if (!shelf(from).delivered.contains(value)) {
          missing(from).putIfAbsent(value, world.now());
        }
      }
      return overdue(world, missing)
          .map(it ->
              it.server()
                  + " said that "
                  + it.what()
                  + " is stored, but does not deliver it within a second");
    }

    private Shelf shelf(NodeId server) {
      return shelves.computeIfAbsent(server, _ -> new Shelf());
    }

    private SequencedMap<Long, Long> missing(NodeId server) {
      return missing.computeIfAbsent(server, _ -> new LinkedHashMap<>());
    }
  }

  /// Servers say little in any short time, and do not say the same thing over and over.
  static final class Modest implements Invariant<BroadcastMessage> {

    private record Said(NodeId from, NodeId to, BroadcastMessage message) {}

    private record Moment(long time, Said said) {}

    private final Deque<Moment> recent = new ArrayDeque<>();
    private final Map<Said, Integer> counts = new HashMap<>();

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      while (!recent.isEmpty() && recent.getFirst().time() < world.now() - WINDOW) {
        counts.computeIfPresent(
            recent.remove().said(), (_, count) -> count == 1 ? null : count - 1);
      }
      for (Effect<BroadcastMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<BroadcastMessage>(var to, var message)
            && Cost.isBetweenServers(step.node(), to)) {
          Said said = new Said(step.node(), to, message);
          recent.add(new Moment(world.now(), said));
          if (counts.merge(said, 1, Integer::sum) > SAME_MAX) {
            return Optional.of(
                said.from() + " tells " + to + " the same more than 20 times within 100 ms");
          }
        }
      }
      return recent.size() <= BURST_MAX
          ? Optional.empty()
          : Optional.of("servers send each other " + recent.size() + " messages within 100 ms");
    }
  }

  private record Overdue<T>(NodeId server, T what) {}

  /// Something that has been open for too long on a server that is up.
  private static <T> Optional<Overdue<T>> overdue(
      World<?> world, Map<NodeId, SequencedMap<T, Long>> open) {
    for (Map.Entry<NodeId, SequencedMap<T, Long>> server : open.entrySet()) {
      if (server.getValue().isEmpty() || !world.host(server.getKey()).isUp()) {
        continue;
      }
      Map.Entry<T, Long> oldest = server.getValue().firstEntry();
      if (oldest.getValue() + PATIENCE < world.now()) {
        return Optional.of(new Overdue<>(server.getKey(), oldest.getKey()));
      }
    }
    return Optional.empty();
  }

  static boolean isClient(NodeId node) {
    return node.name().startsWith("c");
  }

  /// The values that a step delivers.
  static List<Long> delivered(Step<BroadcastMessage> step) {
    return step.effects().stream()
        .filter(it -> it instanceof Effect.Report<BroadcastMessage>(Delivered _))
        .map(it -> ((Delivered) ((Effect.Report<BroadcastMessage>) it).fact()).value())
        .toList();
  }
}
