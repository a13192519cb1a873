package ds.scenario.study;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.Step;
import ds.protocol.raft.RaftMessage;
import java.util.List;
import java.util.Optional;

/// What a step states.
final class Facts {

  private Facts() {}

  /// The first fact of a kind.
  static <F extends Fact> Optional<F> first(Step<RaftMessage> step, Class<F> kind) {
    List<Effect<RaftMessage>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<RaftMessage>(Fact fact)
          && kind.isInstance(fact)) {
        return Optional.of(kind.cast(fact));
      }
    }
    return Optional.empty();
  }
}
