package ds.exercise.clocks;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Step;
import ds.exercise.clocks.ClocksMessage.Compare;
import ds.exercise.clocks.ClocksMessage.Concurrent;
import ds.exercise.clocks.ClocksMessage.Order;
import ds.exercise.clocks.ClocksMessage.Ordered;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a historian promises. The handout explains each property under its name.
final class Findings {

  /// A log that a person can overlook.
  private static final int LINES_FEW = 10;

  private Findings() {}

  private static String shown(List<Logged> log) {
    return log.size() <= LINES_FEW ? "; the log is " + log : "";
  }

  /// An order has each line of the log once, after all that happened before it.
  static final class Possible implements Invariant<ClocksMessage> {
    private final Map<Long, List<Logged>> questions = new HashMap<>();

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      if (step.event() instanceof Event.Received<ClocksMessage>(_, Order(long question, var log))) {
        questions.put(question, log);
      }
      for (Effect<ClocksMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<ClocksMessage>(_, Ordered(long question, var order))) {
          List<Logged> log = questions.getOrDefault(question, List.of());
          Optional<String> wrong = wrong(log, order);
          if (wrong.isPresent()) {
            return wrong.map(it -> it + shown(log));
          }
        }
      }
      return Optional.empty();
    }

    private static Optional<String> wrong(List<Logged> log, List<Logged> order) {
      Causality<Logged> causality = Causality.of(log);
      Set<Logged> told = new HashSet<>();
      for (Logged line : order) {
        if (!log.contains(line) || !told.add(line)) {
          return Optional.of(line + " is told twice, or is not in the log");
        }
        for (Logged cause : causality.causes(line)) {
          if (!told.contains(cause)) {
            return Optional.of(line + " is told, but not yet " + cause + ", which came before");
          }
        }
      }
      return log.stream()
          .filter(it -> !told.contains(it))
          .findFirst()
          .map(it -> it + " is left out");
    }
  }

  /// Two events without an order between them, in no order either.
  private record Couple(Set<Logged> both) {
    static Couple of(Logged first, Logged second) {
      return new Couple(Set.of(first, second));
    }
  }

  /// All pairs of concurrent events are found, each once, and no others.
  static final class Exact implements Invariant<ClocksMessage> {
    private final Map<Long, List<Logged>> questions = new HashMap<>();

    @Override
    public Optional<String> check(World<ClocksMessage> world, Step<ClocksMessage> step) {
      if (step.event()
          instanceof Event.Received<ClocksMessage>(_, Compare(long question, var log))) {
        questions.put(question, log);
      }
      for (Effect<ClocksMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<ClocksMessage>(_, Concurrent(long question, var pairs))) {
          List<Logged> log = questions.getOrDefault(question, List.of());
          Optional<String> wrong = wrong(log, pairs);
          if (wrong.isPresent()) {
            return wrong.map(it -> it + shown(log));
          }
        }
      }
      return Optional.empty();
    }

    private static Optional<String> wrong(List<Logged> log, List<Pair> pairs) {
      Causality<Logged> causality = Causality.of(log);
      Set<Couple> told = new HashSet<>();
      for (Pair pair : pairs) {
        Optional<String> wrong = wrong(log, causality, pair);
        if (wrong.isPresent()) {
          return wrong;
        }
        if (!told.add(Couple.of(pair.first(), pair.second()))) {
          return Optional.of(pair.first() + " and " + pair.second() + " are told twice");
        }
      }
      List<Logged> events = causality.events();
      for (int i = 0; i < events.size(); i++) {
        for (Logged second : events.subList(i + 1, events.size())) {
          Logged first = events.get(i);
          if (!causality.isBefore(first, second) && !told.contains(Couple.of(first, second))) {
            return Optional.of(
                first + " and " + second + " are left out; neither happened before the other");
          }
        }
      }
      return Optional.empty();
    }

    private static Optional<String> wrong(
        List<Logged> log, Causality<Logged> causality, Pair pair) {
      Logged first = pair.first();
      Logged second = pair.second();
      if (!log.contains(first) || !log.contains(second) || first.equals(second)) {
        return Optional.of(first + " and " + second + " are not two lines of the log");
      }
      if (causality.isBefore(first, second)) {
        return Optional.of(ordered(causality.path(first, second)));
      }
      return causality.isBefore(second, first)
          ? Optional.of(ordered(causality.path(second, first)))
          : Optional.empty();
    }

    private static String ordered(List<Logged> path) {
      String way = String.join(", ", path.stream().map(Logged::toString).toList());
      return path.getFirst() + " and " + path.getLast() + " are not concurrent: " + way;
    }
  }

  /// Every question is answered.
  static final class Answered implements Goal<ClocksMessage> {
    private final int questions;
    private final Set<Long> answered = new TreeSet<>();

    Answered(int questions) {
      this.questions = questions;
    }

    @Override
    public void see(World<ClocksMessage> world, Step<ClocksMessage> step) {
      switch (step.event()) {
        case Event.Received<ClocksMessage>(_, Ordered(long question, _)) -> answered.add(question);
        case Event.Received<ClocksMessage>(_, Concurrent(long question, _)) ->
            answered.add(question);
        default -> {}
      }
    }

    @Override
    public boolean isReached(World<ClocksMessage> world) {
      return answered.size() == questions;
    }

    @Override
    public String missing(World<ClocksMessage> world) {
      return answered.size() + " of " + questions + " questions are answered";
    }
  }
}
