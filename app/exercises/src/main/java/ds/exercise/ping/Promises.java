package ds.exercise.ping;

import ds.core.Effect;
import ds.core.Event;
import ds.core.Step;
import ds.exercise.judge.Facts;
import ds.exercise.ping.PingMessage.Ping;
import ds.exercise.ping.PingMessage.Pong;
import ds.lab.scenario.Goal;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a pinger promises. The handout explains each property under its name.
final class Promises {

  private Promises() {}

  /// Reports only what a pong has answered.
  static final class Honest implements Invariant<PingMessage> {
    private final Set<Integer> received = new TreeSet<>();

    @Override
    public Optional<String> check(World<PingMessage> world, Step<PingMessage> step) {
      if (step.event() instanceof Event.Received<PingMessage>(_, Pong(var number))) {
        received.add(number);
      }
      return answers(step).stream()
          .filter(number -> !received.contains(number))
          .findFirst()
          .map(number ->
              step.node() + " reports question " + number + " as answered, but has no pong for it");
    }
  }

  /// Reports no answer twice, and none but in order.
  static final class Once implements Invariant<PingMessage> {
    private int last;

    @Override
    public Optional<String> check(World<PingMessage> world, Step<PingMessage> step) {
      for (int number : answers(step)) {
        if (number != last + 1) {
          return Optional.of(
              number <= last
                  ? step.node() + " reports question " + number + " as answered a second time"
                  : step.node() + " reports question " + number + " before " + (last + 1));
        }
        last = number;
      }
      return Optional.empty();
    }
  }

  /// Sends few questions in any short time.
  static final class Modest implements Invariant<PingMessage> {
    private final Deque<Long> recent = new ArrayDeque<>();

    @Override
    public Optional<String> check(World<PingMessage> world, Step<PingMessage> step) {
      for (Effect<PingMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<PingMessage>(_, Ping _)) {
          recent.add(world.now());
        }
      }
      while (!recent.isEmpty() && recent.getFirst() < world.now() - PingExercise.WINDOW) {
        recent.remove();
      }
      return recent.size() <= PingExercise.BURST_MAX
          ? Optional.empty()
          : Optional.of(step.node() + " asks " + recent.size() + " times within 100 ms");
    }
  }

  /// Every question has its answer in the end.
  static final class AllAnswered implements Goal<PingMessage> {
    private final Set<Integer> answered = new TreeSet<>();

    @Override
    public void see(World<PingMessage> world, Step<PingMessage> step) {
      answered.addAll(answers(step));
    }

    @Override
    public boolean isReached(World<PingMessage> world) {
      return answered.size() == PingExercise.QUESTIONS;
    }
  }

  /// The numbers that a step reports. There may be several: a report may come later than its pong.
  private static List<Integer> answers(Step<PingMessage> step) {
    return Facts.of(step, Answered.class).stream().map(Answered::number).toList();
  }
}
