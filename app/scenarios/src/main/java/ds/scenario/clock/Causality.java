package ds.scenario.clock;

import ds.core.Effect;
import ds.core.Event.Received;
import ds.core.NodeId;
import ds.core.Step;
import ds.scenario.clock.ClockMessage.Note;
import ds.scenario.clock.ClockMessage.Stamped;
import ds.scenario.clock.ClockMessage.Times;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What happened before what, by the definition and without a clock: each event knows the set of
/// all events that can have led to it.
final class Causality {

  /// An event.
  ///
  /// @param number the order in which the world saw it
  /// @param causes what led to it directly: the event before it on its node, and the sending of
  ///   what it received
  /// @param past the numbers of all that led to it
  record Happening(int number, NodeId node, Times times, List<Happening> causes, BitSet past) {

    boolean isBefore(Happening other) {
      return other.past.get(number);
    }
  }

  private record Sending(NodeId from, long number) {}

  private final List<Happening> all = new ArrayList<>();
  private final Map<NodeId, Happening> last = new HashMap<>();
  private final Map<Sending, Happening> sendings = new HashMap<>();

  /// Everything so far.
  List<Happening> all() {
    return all;
  }

  /// Takes a step into account.
  ///
  /// @return the event that it is, if it is one
  Optional<Happening> see(Step<ClockMessage> step) {
    for (Effect<ClockMessage> effect : step.effects()) {
      if (effect instanceof Effect.Report<ClockMessage>(Stamped(Times times))) {
        Happening happening = add(step, times);
        remember(step, happening);
        return Optional.of(happening);
      }
    }
    return Optional.empty();
  }

  private Happening add(Step<ClockMessage> step, Times times) {
    List<Happening> causes = new ArrayList<>();
    Optional.ofNullable(last.get(step.node())).ifPresent(causes::add);
    if (step.event() instanceof Received<ClockMessage>(NodeId from, Note(long number, Times _))) {
      Optional.ofNullable(sendings.get(new Sending(from, number))).ifPresent(causes::add);
    }
    BitSet past = new BitSet();
    for (Happening cause : causes) {
      past.or(cause.past());
      past.set(cause.number());
    }
    Happening happening = new Happening(all.size(), step.node(), times, List.copyOf(causes), past);
    all.add(happening);
    last.put(step.node(), happening);
    return happening;
  }

  private void remember(Step<ClockMessage> step, Happening happening) {
    for (Effect<ClockMessage> effect : step.effects()) {
      if (effect instanceof Effect.Send<ClockMessage>(NodeId _, Note(long number, Times _))) {
        sendings.put(new Sending(step.node(), number), happening);
      }
    }
  }
}
