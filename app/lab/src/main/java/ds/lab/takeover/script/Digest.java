package ds.lab.takeover.script;

import ds.core.Effect;
import ds.core.Fact;
import ds.lab.fault.Fault;
import ds.lab.script.stage.Stage;
import ds.lab.simulation.Hand;
import ds.lab.story.Phrases;
import ds.lab.story.words.Words;
import ds.lab.takeover.Arrow;
import ds.lab.takeover.Branch;
import ds.lab.takeover.Chronicle;
import ds.lab.takeover.Spell;
import ds.lab.takeover.Tape;
import ds.lab.world.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a reader should know of a part of a run: what nodes stated, which faults came and went,
/// which promises came true. Of that, what happens all the time is counted and not told.
final class Digest<M> {

  /// More lines than this are not read.
  private static final int LINES_MAX = 12;

  /// Longer lines are cut.
  private static final int LINE_MAX = 120;

  /// A line of counts that is as long as this is full.
  private static final int COUNTS_MAX = 80;

  /// @param kind what it is one of, if that may happen often
  private record Line(long step, String kind, String text) {}

  private final Branch<M> branch;
  private final Tape<M> tape;
  private int steps;
  private int spells;
  private final List<Spell> holding = new ArrayList<>();
  private int promises;

  Digest(Branch<M> branch) {
    this.branch = branch;
    this.tape = branch.tape();
  }

  /// What has happened since the last call.
  List<String> told() {
    List<Line> lines = facts();
    lines.addAll(faults());
    lines.addAll(promises());
    lines.sort(Comparator.comparingLong(Line::step));
    Map<String, Integer> counts = new LinkedHashMap<>();
    boolean isLong = lines.size() > LINES_MAX;
    while (isLong) {
      isLong = countMostFrequent(lines, counts) && lines.size() > LINES_MAX;
    }
    List<String> told = new ArrayList<>();
    lines.forEach(line -> told.add(cut(Stage.oneLine(line.step() + ": " + line.text()))));
    StringBuilder often = new StringBuilder();
    counts.forEach((kind, count) -> {
      if (often.length() + kind.length() > COUNTS_MAX) {
        told.add(often.toString());
        often.setLength(0);
      }
      often.append(often.isEmpty() ? "and " : ", ").append(count).append(" times ").append(kind);
    });
    if (!often.isEmpty()) {
      told.add(often.toString());
    }
    return told;
  }

  private static String cut(String line) {
    return line.length() <= LINE_MAX ? line : line.substring(0, LINE_MAX - 1) + "…";
  }

  /// Forgets which faults have begun or ended since the last call.
  void skipFaults() {
    faults();
  }

  /// The message under way that has this number, if there is one.
  Optional<String> underWay(String number) {
    for (Hand.Flight<M> flight : branch.run().course().hand().flights()) {
      if (Long.toString(flight.id()).equals(number)) {
        Envelope<M> envelope = flight.envelope();
        String link = envelope.from().id() + "->" + envelope.to().id();
        return Optional.of(number + ": " + link + " " + Words.of(envelope.message()));
      }
    }
    return Optional.empty();
  }

  /// @return whether any kind of line occurs more than once
  private static boolean countMostFrequent(List<Line> lines, Map<String, Integer> counts) {
    Map<String, Integer> frequencies = new LinkedHashMap<>();
    lines.forEach(line -> frequencies.merge(line.kind(), 1, (x, y) -> x + y));
    String kind = "";
    int most = 1;
    for (Map.Entry<String, Integer> entry : frequencies.entrySet()) {
      if (entry.getValue() > most) {
        kind = entry.getKey();
        most = entry.getValue();
      }
    }
    if (most == 1) {
      return false;
    }
    String frequent = kind;
    lines.removeIf(line -> line.kind().equals(frequent));
    counts.put(frequent, most);
    return true;
  }

  /// `BecameLeader` is "became leader".
  private static String kind(Object value) {
    return Words.name(value.getClass().getSimpleName(), "");
  }

  private List<Line> facts() {
    List<Line> lines = new ArrayList<>();
    while (steps < tape.shots().size()) {
      var step = tape.shots().get(steps++).step();
      for (Effect<M> effect : step.effects()) {
        if (effect instanceof Effect.Report<M>(Fact fact)) {
          lines.add(new Line(steps, kind(fact), step.node() + " " + Phrases.fact(fact)));
        }
      }
    }
    return lines;
  }

  private List<Line> faults() {
    List<Line> lines = new ArrayList<>();
    while (spells < tape.spells().size()) {
      Spell spell = tape.spells().get(spells++);
      holding.add(spell);
      lines.add(new Line(spell.fromStep(), kind(spell.fault()), spell.fault().begins()));
    }
    for (Spell spell : List.copyOf(holding)) {
      if (spell.to() != Arrow.NONE) {
        holding.remove(spell);
        if (spell.fault() instanceof Fault.Lasting fault) {
          String kind = "no longer " + kind(fault);
          lines.add(new Line(spell.toStep(), kind, fault.ends()));
        }
      }
    }
    return lines;
  }

  private List<Line> promises() {
    List<Chronicle.Line> turned = branch.chronicle().turned();
    List<Line> lines = new ArrayList<>();
    while (promises < turned.size()) {
      Chronicle.Line it = turned.get(promises++);
      lines.add(new Line(it.step(), it.name(), it.verdict() + ": " + it.name()));
    }
    return lines;
  }
}
