package ds.lab.story;

import ds.core.Durable;
import ds.core.Effect;
import ds.core.Event;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.scenario.HistoryFact;
import ds.lab.story.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Steps in words, one phrase for each thing that a node did.
public final class Phrases {

  private Phrases() {}

  /// What happened to the node: `s2's election timer runs out`.
  public static String event(Step<?> step) {
    NodeId node = step.node();
    return switch (step.event()) {
      case Event.Started<?>(var recovered) -> node + " starts" + found(recovered);
      case Event.Received<?>(var from, var message) when from.equals(node) ->
          node + " hears its own " + Words.of(message);
      case Event.Received<?>(var from, var message) ->
          node + " receives " + Words.of(message) + " from " + from;
      case Event.TimerFired<?>(var timer) ->
          node + "'s " + Words.name(timer, "timer") + " runs out";
    };
  }

  static Line.Kind kind(Event<?> event) {
    return switch (event) {
      case Event.Started<?> _ -> Line.Kind.STARTED;
      case Event.Received<?> _ -> Line.Kind.RECEIVED;
      case Event.TimerFired<?> _ -> Line.Kind.TIMER;
    };
  }

  /// What the node stated: `becomes leader (term 4)`, `calls Put(key x)`.
  public static List<String> facts(Step<?> step) {
    List<String> phrases = new ArrayList<>();
    for (Effect<?> effect : step.effects()) {
      if (effect instanceof Effect.Report<?>(var fact)) {
        phrases.add(fact(fact));
      }
    }
    return phrases;
  }

  /// What a node stated, in a phrase.
  public static String fact(Fact fact) {
    return switch (fact) {
      case HistoryFact.Invoked(var operation) -> "calls " + Words.of(operation);
      case HistoryFact.Returned(var result) -> "is answered " + Words.of(result);
      case HistoryFact.Failed() -> "is told that nothing was done";
      case HistoryFact.Abandoned() -> "gives up waiting";
      default -> Words.phrase(fact);
    };
  }

  /// What the node wrote, if anything.
  static List<String> writes(Step<?> step) {
    List<String> records = new ArrayList<>();
    List<String> phrases = new ArrayList<>();
    for (Effect<?> effect : step.effects()) {
      switch (effect) {
        case Effect.Persist<?>(var record) -> records.add(Words.of(record));
        case Effect.Checkpoint<?> _, Effect.Compact<?> _ -> phrases.add("writes a checkpoint");
        case Effect.Send<?> _, Effect.Arm<?> _, Effect.Disarm<?> _, Effect.Report<?> _ -> {}
      }
    }
    if (records.size() > 2) {
      phrases.add("persists " + records.size() + " records, the last " + records.getLast());
    } else if (!records.isEmpty()) {
      phrases.add("persists " + String.join(" and ", records));
    }
    return phrases;
  }

  /// Messages of a step that read the same, to whomever they go.
  record Sending(String words, List<Effect.Send<?>> sends) {}

  /// What the node sent to others.
  static List<Sending> sends(Step<?> step) {
    Map<String, Sending> sendings = new LinkedHashMap<>();
    for (Effect<?> effect : step.effects()) {
      if (effect instanceof Effect.Send<?> send && !send.to().equals(step.node())) {
        sendings
            .computeIfAbsent(
                Words.of(send.message()), words -> new Sending(words, new ArrayList<>()))
            .sends()
            .add(send);
      }
    }
    return List.copyOf(sendings.values());
  }

  static String names(Iterable<NodeId> nodes) {
    StringBuilder text = new StringBuilder();
    for (NodeId node : nodes) {
      text.append(text.isEmpty() ? "" : " ").append(node);
    }
    return text.toString();
  }

  static String found(Iterable<? extends Durable> recovered) {
    int records = 0;
    for (Durable _ : recovered) {
      records++;
    }
    return records == 0 ? "" : " and finds " + records + " records on its disk";
  }
}
