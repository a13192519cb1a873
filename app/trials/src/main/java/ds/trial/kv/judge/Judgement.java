package ds.trial.kv.judge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A judge's ruling with the numbers that it rests on.
///
/// @param judge its name, such as `watches`
/// @param promise what is held if it passes, as a sentence
/// @param numbers what was seen how often, in the order in which it should be read
public record Judgement(
    String judge, String promise, Ruling ruling, SequencedMap<String, Long> numbers) {

  public Judgement {
    numbers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(numbers));
  }
}
