package ds.lab.story;

import ds.core.Step;
import ds.lab.world.Observer;
import ds.lab.world.World;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells a run while it happens: one line for each step, nothing left out and nothing kept.
public final class Trace<M> implements Observer<M> {

  private final Consumer<Line> reader;
  private int steps;

  public Trace(Consumer<Line> reader) {
    this.reader = reader;
  }

  @Override
  public void stepped(World<M> world, Step<M> step) {
    steps++;
    reader.accept(line(steps, world.now(), step));
  }

  /// A step in one line.
  ///
  /// @param number of the step, counted from 1
  /// @param time in nanoseconds since the run began
  public static Line line(int number, long time, Step<?> step) {
    StringBuilder text = new StringBuilder(Phrases.event(step));
    Phrases.facts(step).forEach(it -> text.append("; ").append(it));
    Phrases.writes(step).forEach(it -> text.append("; ").append(it));
    for (Phrases.Sending sending : Phrases.sends(step)) {
      text.append("; sends ").append(sending.words()).append(" to ");
      text.append(Phrases.names(sending.sends().stream().map(it -> it.to()).toList()));
    }
    return Line.step(Phrases.kind(step.event()), number, time, text.toString());
  }

  @Override
  public void noted(World<M> world, Supplier<String> what) {
    reader.accept(Line.of(Line.Kind.NOTE, what.get()));
  }
}
