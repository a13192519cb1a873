package ds.runtime.contract;

import ds.core.Context;
import ds.core.Durable;
import ds.core.Event;
import ds.core.Event.Received;
import ds.core.Event.Started;
import ds.core.Event.TimerFired;
import ds.core.Fact;
import ds.core.Node;
import ds.core.NodeId;
import ds.core.Timer;
import java.util.ArrayList;
import java.util.List;

/// A node that does what it is told, and notes whatever happens to it.
final class Actor implements Node<Actor.Word> {

  sealed interface Word {}

  record Said(String text) implements Word {}

  /// From the hand that holds the world; never on a network.
  record Cue(Act act) implements Word {}

  /// What an actor is to do, in one step.
  interface Act {

    void play(Context<Word> context);
  }

  record Line(String text) implements Durable {}

  record Bell(String name) implements Timer {}

  /// What has happened, and what the actor's clock showed.
  record Note(String text, long clock) implements Fact {}

  static Act all(Act... acts) {
    return context -> List.of(acts).forEach(act -> act.play(context));
  }

  static Act note(String text) {
    return context -> context.report(new Note(text, context.now()));
  }

  static Act say(NodeId to, String text) {
    return context -> context.send(to, new Said(text));
  }

  static Act write(String text) {
    return context -> context.persist(new Line(text));
  }

  static Act checkpoint(int keep, String... pieces) {
    return context -> context.checkpoint(lines(pieces), keep);
  }

  static Act compact(int keep, String... pieces) {
    return context -> context.compact(lines(pieces), keep);
  }

  private static List<Line> lines(String... texts) {
    return List.of(texts).stream().map(Line::new).toList();
  }

  /// Sets a bell to ring after exactly so many nanoseconds.
  static Act arm(String name, long wait) {
    return context -> context.arm(new Bell(name), wait, wait);
  }

  static Act disarm(String name) {
    return context -> context.disarm(new Bell(name));
  }

  @Override
  public void on(Event<Word> event, Context<Word> context) {
    switch (event) {
      case Started(var recovered) -> {
        List<String> lines = new ArrayList<>();
        recovered.forEach(line -> lines.add(((Line) line).text()));
        note("started " + lines).play(context);
      }
      case Received(_, Cue(var act)) -> act.play(context);
      case Received(var from, Said(var text)) -> note(from + ": " + text).play(context);
      case TimerFired(Bell(var name)) -> note("bell " + name).play(context);
      case TimerFired(_) -> throw new IllegalStateException("there is no other timer");
    }
  }
}
