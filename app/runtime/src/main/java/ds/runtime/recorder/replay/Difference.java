package ds.runtime.recorder.replay;

import ds.core.Effect;
import ds.runtime.recorder.form.EffectDigest;
import ds.runtime.recorder.form.RecordedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node did otherwise when it was replayed: it has a source of chance that the world does
/// not know of, or it is another version of the program.
///
/// @param what went otherwise, in a sentence
/// @param recorded the effects of then: kinds and checksums, as a recording keeps no more of them
/// @param replayed the effects of now, in the same way
public record Difference(String what, List<String> recorded, List<String> replayed) {

  public Difference {
    recorded = List.copyOf(recorded);
    replayed = List.copyOf(replayed);
  }

  /// @param trouble that was met apart from effects
  static <M> Optional<Difference> between(
      RecordedStep<M> recorded,
      List<Long> digests,
      List<Effect<M>> effects,
      Optional<String> trouble) {
    long[] then = recorded.effects();
    int equal = 0;
    while (equal < then.length && equal < digests.size() && then[equal] == digests.get(equal)) {
      equal++;
    }
    if (trouble.isEmpty() && equal == then.length && equal == digests.size()) {
      return Optional.empty();
    }
    int first = equal;
    List<String> before = new ArrayList<>();
    for (long digest : then) {
      before.add(EffectDigest.text(digest));
    }
    List<String> now = digests.stream().map(EffectDigest::text).toList();
    return Optional.of(
        new Difference(
            trouble.orElseGet(() -> sentence(first, before, now, effects)), before, now));
  }

  private static <M> String sentence(
      int first, List<String> before, List<String> now, List<Effect<M>> effects) {
    String then = first < before.size() ? before.get(first) : "nothing more";
    String here = first < now.size() ? now.get(first) + ", " + effects.get(first) : "nothing more";
    return "effect %d was: %s; it is now: %s".formatted(first + 1, then, here);
  }
}
