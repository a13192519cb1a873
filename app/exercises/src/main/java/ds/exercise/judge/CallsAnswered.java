package ds.exercise.judge;

import ds.core.Step;
import ds.lab.scenario.Goal;
import ds.lab.scenario.HistoryFact;
import ds.lab.world.World;

/// As many calls are answered as clients make.
public final class CallsAnswered<M> implements Goal<M> {

  private final String calls;
  private final int expected;
  private int answered;

  /// @param calls what clients call their calls, in the plural
  /// @param expected how many there are in all
  public CallsAnswered(String calls, int expected) {
    this.calls = calls;
    this.expected = expected;
  }

  @Override
  public void see(World<M> world, Step<M> step) {
    answered += Facts.of(step, HistoryFact.Returned.class).size();
  }

  @Override
  public boolean isReached(World<M> world) {
    return answered >= expected;
  }

  @Override
  public String missing(World<M> world) {
    return "of " + expected + " " + calls + ", " + answered + " are answered";
  }
}
