package ds.exercise.clocks;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.clocks.ClocksMessage.Note;
import ds.exercise.clocks.ClocksMessage.Tell;
import ds.exercise.clocks.ClocksMessage.Work;
import ds.exercise.judge.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has happened in a run so far, with the stamps that the servers gave it.
final class Happenings {

  /// An event of a server.
  ///
  /// @param number which differs from those of all others
  /// @param words what happened: `s1 hears note 7`
  record Happening(int number, NodeId node, String words, Stamp stamp) {}

  private final Causality<Happening> causality = new Causality<>();
  private final Map<Note, Happening> sendings = new HashMap<>();

  Causality<Happening> causality() {
    return causality;
  }

  /// Takes a step into account.
  ///
  /// @return the event that it is, if it is one and has a stamp
  Optional<Happening> see(Step<ClocksMessage> step) {
    Optional<String> words = words(step);
    List<Stamp> stamps = stamps(step);
    if (words.isEmpty() || stamps.isEmpty()) {
      return Optional.empty();
    }
    int number = causality.events().size();
    var happening = new Happening(number, step.node(), words.get(), stamps.getFirst());
    Optional<Happening> sending =
        step.event() instanceof Event.Received<ClocksMessage>(_, Note note)
            ? Optional.ofNullable(sendings.get(note))
            : Optional.empty();
    causality.add(happening, step.node(), sending);
    notes(step).forEach(it -> sendings.putIfAbsent((Note) it.message(), happening));
    return Optional.of(happening);
  }

  /// What happens in a step that is to be stamped.
  static Optional<String> words(Step<ClocksMessage> step) {
    return switch (step.event()) {
      case Event.Received<ClocksMessage>(_, Work _) -> Optional.of(step.node() + " works");
      case Event.Received<ClocksMessage>(_, Tell(long note, var to)) ->
          Optional.of(step.node() + " sends note " + note + " to " + to);
      case Event.Received<ClocksMessage>(_, Note(long note, _)) ->
          Optional.of(step.node() + " hears note " + note);
      default -> Optional.empty();
    };
  }

  static List<Stamp> stamps(Step<ClocksMessage> step) {
    return Facts.of(step, Stamped.class).stream().map(Stamped::stamp).toList();
  }

  static List<Effect.Send<ClocksMessage>> notes(Step<ClocksMessage> step) {
    return step.effects().stream()
        .filter(it -> it instanceof Effect.Send<ClocksMessage>(_, Note _))
        .map(it -> (Effect.Send<ClocksMessage>) it)
        .toList();
  }
}
