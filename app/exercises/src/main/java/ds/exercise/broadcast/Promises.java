package ds.exercise.broadcast;

import static ds.core.Context.MILLISECOND;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.broadcast.BroadcastMessage.Broadcast;
import ds.exercise.broadcast.BroadcastMessage.Stored;
import ds.exercise.judge.Duties;
import ds.exercise.judge.Facts;
import ds.exercise.judge.Letters;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Duties<Case> duties = new Duties<>(PATIENCE);

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      if (step.event() instanceof Event.Started) {
        duties.clear(step.node());
      }
      if (step.event() instanceof Event.Received<BroadcastMessage>(var from, Broadcast(long value))
          && isClient(from)) {
        duties.begin(world, step.node(), new Case(from, value));
      }
      for (Effect<BroadcastMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<BroadcastMessage>(var to, Stored(long value))) {
          duties.end(step.node(), new Case(to, value));
        }
      }
      return duties
          .overdue(world)
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

    /// To deliver what it has stored and not yet delivered in its life.
    private final Duties<Long> duties = new Duties<>(PATIENCE);

    @Override
    public Optional<String> check(World<BroadcastMessage> world, Step<BroadcastMessage> step) {
      if (step.event() instanceof Event.Started) {
        shelf(step.node()).delivered.clear();
        duties.clear(step.node());
        shelf(step.node()).stored.forEach(it -> duties.begin(world, step.node(), it));
      }
      for (long value : delivered(step)) {
        shelf(step.node()).delivered.add(value);
        duties.end(step.node(), value);
      }
      if (step.event() instanceof Event.Received<BroadcastMessage>(var from, Stored(long value))) {
        shelf(from).stored.add(value);
        if (!shelf(from).delivered.contains(value)) {
          duties.begin(world, from, value);
        }
      }
      return duties
          .overdue(world)
          .map(it ->
              it.server()
                  + " said that "
                  + it.what()
                  + " is stored, but does not deliver it within a second");
    }

    private Shelf shelf(NodeId server) {
      return shelves.computeIfAbsent(server, _ -> new Shelf());
    }
  }

  /// Servers say little in any short time, and do not say the same thing over and over.
  static final class Modest implements Invariant<BroadcastMessage> {

    private record Said(NodeId from, NodeId to, String words) {}

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
          Said said = new Said(step.node(), to, Letters.of(message));
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

  static boolean isClient(NodeId node) {
    return node.name().startsWith("c");
  }

  /// The values that a step delivers.
  static List<Long> delivered(Step<BroadcastMessage> step) {
    return Facts.of(step, Delivered.class).stream().map(Delivered::value).toList();
  }
}
