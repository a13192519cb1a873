package ds.exercise.clocks;

import ds.core.Check;
import ds.core.NodeId;
import ds.exercise.clocks.Logged.Heard;
import ds.exercise.clocks.Logged.Sent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// *Happened before*, as Lamport defines it: an event happened before the next one of its node,
/// sending happened before hearing, and whatever follows from these two.
///
/// Each event knows its past as a set: the pasts of the two events at most that led to it directly,
/// and these two. So clocks are judged without a clock.
///
/// @param <E> the events, which differ from each other
final class Causality<E> {

  private final List<E> events = new ArrayList<>();
  private final List<List<E>> causes = new ArrayList<>();
  private final List<BitSet> pasts = new ArrayList<>();
  private final Map<E, Integer> numbers = new HashMap<>();
  private final Map<NodeId, E> last = new TreeMap<>();

  /// Adds an event, which is the next one of `node`.
  ///
  /// @param sending which it hears, if it hears something
  void add(E event, NodeId node, Optional<E> sending) {
    List<E> direct = new ArrayList<>();
    Optional.ofNullable(last.put(node, event)).ifPresent(direct::add);
    sending.filter(it -> !direct.contains(it)).ifPresent(direct::add);
    BitSet past = new BitSet();
    for (E cause : direct) {
      past.or(pasts.get(number(cause)));
      past.set(number(cause));
    }
    numbers.put(event, events.size());
    events.add(event);
    causes.add(direct);
    pasts.add(past);
  }

  /// In an order in which they may have happened.
  List<E> events() {
    return List.copyOf(events);
  }

  boolean isBefore(E first, E second) {
    return pasts.get(number(second)).get(number(first));
  }

  /// What led to `event` directly.
  List<E> causes(E event) {
    return causes.get(number(event));
  }

  /// From `first` to `second`, each event directly before the next.
  List<E> path(E first, E second) {
    List<E> path = new ArrayList<>(List.of(second));
    while (!path.getFirst().equals(first)) {
      path.addFirst(
          causes(path.getFirst()).stream()
              .filter(it -> it.equals(first) || isBefore(first, it))
              .findFirst()
              .orElseThrow());
    }
    return path;
  }

  private int number(E event) {
    return Optional.ofNullable(numbers.get(event)).orElseThrow();
  }

  /// The history that a log tells, whatever the order of its lines.
  static Causality<Logged> of(List<Logged> log) {
    Causality<Logged> causality = new Causality<>();
    Map<Long, Logged> sendings = new TreeMap<>();
    List<Logged> left = new ArrayList<>(log);
    left.sort(Comparator.comparingInt(Logged::index));
    while (!left.isEmpty()) {
      boolean goesOn =
          left.removeIf(line -> {
            if (!isNext(line, causality, sendings)) {
              return false;
            }
            causality.add(line, line.node(), sending(line, sendings));
            if (line instanceof Sent sent) {
              sendings.put(sent.note(), line);
            }
            return true;
          });
      Check.that(goesOn, "a log tells what can have happened");
    }
    return causality;
  }

  private static boolean isNext(
      Logged line, Causality<Logged> causality, Map<Long, Logged> sendings) {
    Optional<Logged> before = Optional.ofNullable(causality.last.get(line.node()));
    boolean hasCome = !(line instanceof Heard heard) || sendings.containsKey(heard.note());
    return hasCome && line.index() == before.map(Logged::index).orElse(0) + 1;
  }

  private static Optional<Logged> sending(Logged line, Map<Long, Logged> sendings) {
    return line instanceof Heard heard
        ? Optional.ofNullable(sendings.get(heard.note()))
        : Optional.empty();
  }
}
