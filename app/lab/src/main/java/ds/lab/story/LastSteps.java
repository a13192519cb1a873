package ds.lab.story;

import ds.core.Step;
import java.util.ArrayDeque;
import java.util.List;

/// The last steps of a run, kept to be told if something breaks.
public final class LastSteps<M> {

  /// Enough to see a circle close.
  private static final int STEPS_TOLD = 12;

  private final ArrayDeque<Tale.Happening<M>> last = new ArrayDeque<>();

  /// @param time of the step, in nanoseconds since the run began
  public void add(long time, Step<M> step) {
    last.add(new Tale.Happening.Stepped<>(time, step));
    if (last.size() > STEPS_TOLD) {
      last.remove();
    }
  }

  /// How many steps there are to tell.
  public int size() {
    return last.size();
  }

  /// The steps in words, numbered from 1.
  public List<Line> lines() {
    return new Teller<>(List.copyOf(last)).lines();
  }
}
