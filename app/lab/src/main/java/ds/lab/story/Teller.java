package ds.lab.story;

import ds.core.Effect;
import ds.core.Event;
import ds.core.NodeId;
import ds.core.Step;
import ds.lab.story.Line.Kind;
import ds.lab.story.Tale.Happening;
import ds.lab.story.Tale.Happening.Noted;
import ds.lab.story.Tale.Happening.Stepped;
import ds.lab.story.Tale.Happening.Struck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Tells happenings in numbered lines. A message that arrives names the step that sent it; one that
/// does not arrive is marked where it was sent.
final class Teller<M> {

  private final List<Happening<M>> happenings;
  private final Arrivals<M> arrivals;

  /// By happening: the number of its line.
  private final int[] numbers;

  private final int opening;
  private final List<Line> lines = new ArrayList<>();

  Teller(List<Happening<M>> happenings) {
    this.happenings = happenings;
    this.arrivals = new Arrivals<>(happenings);
    this.numbers = new int[happenings.size()];
    this.opening = opening();
    number();
  }

  /// How many numbered lines there are.
  int steps() {
    return numbers.length == 0 ? 0 : numbers[numbers.length - 1];
  }

  List<Line> lines() {
    if (opening > 0) {
      open();
    }
    for (int i = opening; i < happenings.size(); i++) {
      switch (happenings.get(i)) {
        case Stepped<M>(long time, var step) -> step(i, time, step);
        case Struck<M>(long time, var words) -> strike(i, time, words);
        case Noted<M>(_, var words) -> lines.add(Line.of(Kind.NOTE, words));
      }
    }
    return lines;
  }

  /// How many happenings are the first starts of the nodes, which are told in one line.
  private int opening() {
    int count = 0;
    while (count < happenings.size()
        && happenings.get(count) instanceof Stepped<M>(_, var step)
        && step.event() instanceof Event.Started) {
      count++;
    }
    return count;
  }

  private void number() {
    int next = 0;
    for (int i = 0; i < numbers.length; i++) {
      boolean isTold = i == 0 || i >= opening;
      boolean isNumbered = !(happenings.get(i) instanceof Noted) && !isRestart(i) && !isSilent(i);
      next += isTold && isNumbered ? 1 : 0;
      numbers[i] = next;
    }
  }

  /// Whether a node heard itself and nobody else could tell.
  private boolean isSilent(int i) {
    return happenings.get(i) instanceof Stepped<M>(_, var step)
        && step.event() instanceof Event.Received<M>(var from, _)
        && from.equals(step.node())
        && step.effects().stream().allMatch(it -> isTimer(it));
  }

  private static boolean isTimer(Effect<?> effect) {
    return effect instanceof Effect.Arm || effect instanceof Effect.Disarm;
  }

  /// Whether a node starts because a fault has ended: one line tells both.
  private boolean isRestart(int i) {
    return i > opening
        && happenings.get(i) instanceof Stepped<M>(_, var step)
        && step.event() instanceof Event.Started
        && happenings.get(i - 1) instanceof Struck;
  }

  /// All nodes start; but only those that play a part are worth a word.
  private void open() {
    Set<NodeId> cast = new LinkedHashSet<>();
    for (int i = 0; i < opening; i++) {
      if (playsPart(i, stepAt(i).node())) {
        cast.add(stepAt(i).node());
      }
    }
    boolean isAll = cast.isEmpty() || cast.size() == opening;
    String who = isAll ? "all nodes" : Phrases.names(cast) + " and the rest";
    lines.add(Line.step(Kind.STARTED, numbers[0], 0, who + " start"));
    for (int i = 0; i < opening; i++) {
      if (isAll || cast.contains(stepAt(i).node())) {
        details(i, stepAt(i), stepAt(i).node() + " ");
      }
    }
  }

  private boolean playsPart(int start, NodeId node) {
    for (int i = start + 1; i < happenings.size(); i++) {
      if (happenings.get(i) instanceof Stepped<M>(_, var step) && step.node().equals(node)) {
        return true;
      }
    }
    return stepAt(start).effects().stream()
        .anyMatch(it -> it instanceof Effect.Send<M> send && arrivals.isReceived(start, send));
  }

  private Step<M> stepAt(int i) {
    if (happenings.get(i) instanceof Stepped<M>(_, var step)) {
      return step;
    }
    throw new IllegalStateException("a step happened here");
  }

  private void step(int i, long time, Step<M> step) {
    if (isSilent(i)) {
      return;
    }
    if (!isRestart(i)) {
      int origin = arrivals.origin(i);
      boolean isOwn =
          step.event() instanceof Event.Received<M>(var from, _) && from.equals(step.node());
      String source = origin == Arrivals.NOWHERE || isOwn ? "" : " (" + numbers[origin] + ")";
      lines.add(
          Line.step(Phrases.kind(step.event()), numbers[i], time, Phrases.event(step) + source));
    }
    details(i, step, "");
  }

  private void strike(int i, long time, String words) {
    String found = "";
    if (i + 1 < happenings.size() && isRestart(i + 1)) {
      found =
          stepAt(i + 1).event() instanceof Event.Started<M>(var recovered)
              ? Phrases.found(recovered)
              : "";
    }
    lines.add(Line.step(Kind.FAULT, numbers[i], time, words + found));
  }

  private void details(int i, Step<M> step, String subject) {
    Phrases.facts(step).forEach(it -> detail(subject + it));
    Phrases.writes(step).forEach(it -> detail(subject + it));
    for (Phrases.Sending sending : Phrases.sends(step)) {
      List<NodeId> to = new ArrayList<>();
      List<NodeId> missed = new ArrayList<>();
      for (Effect.Send<?> send : sending.sends()) {
        to.add(send.to());
        if (!arrivals.isReceived(i, send)) {
          missed.add(send.to());
        }
      }
      String fate =
          missed.isEmpty()
              ? ""
              : missed.size() == to.size() ? ", in vain" : ", in vain to " + Phrases.names(missed);
      detail(subject + "sends " + sending.words() + " to " + Phrases.names(to) + fate);
    }
  }

  private void detail(String text) {
    lines.add(Line.of(Kind.DETAIL, text));
  }
}
