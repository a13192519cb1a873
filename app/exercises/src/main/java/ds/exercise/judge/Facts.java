package ds.exercise.judge;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.Step;
import java.util.ArrayList;
import java.util.List;

/// What a node states in a step.
public final class Facts {

  private Facts() {}

  public static List<Fact> of(Step<?> step) {
    return of(step, Fact.class);
  }

  /// Those of one kind.
  public static <F extends Fact> List<F> of(Step<?> step, Class<F> kind) {
    List<F> facts = new ArrayList<>(1);
    for (Effect<?> effect : step.effects()) {
      if (effect instanceof Effect.Report<?>(Fact fact) && kind.isInstance(fact)) {
        facts.add(kind.cast(fact));
      }
    }
    return facts;
  }
}
