package ds.system.kv.member.trial;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.Step;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import ds.system.kv.member.MemberMessage;
import java.util.List;
import java.util.Optional;

/// An invariant about what nodes state, one fact after the other.
interface Watching extends Invariant<MemberMessage> {

  /// @return what is wrong, in a sentence; empty if nothing is
  Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step, Fact fact);

  @Override
  default Optional<String> check(World<MemberMessage> world, Step<MemberMessage> step) {
    List<Effect<MemberMessage>> effects = step.effects();
    for (int i = 0; i < effects.size(); i++) {
      if (effects.get(i) instanceof Effect.Report<MemberMessage>(Fact fact)) {
        Optional<String> wrong = check(world, step, fact);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
    }
    return Optional.empty();
  }
}
