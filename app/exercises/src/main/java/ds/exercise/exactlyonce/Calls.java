package ds.exercise.exactlyonce;

import ds.core.Context;
import ds.exercise.exactlyonce.Operation.Get;
import ds.exercise.exactlyonce.Operation.Put;
import java.util.List;
import java.util.Optional;

/// What a user asks for, one call after the other.
interface Calls {

  /// @param number how many calls there were before
  /// @param seen the version that the user saw last
  /// @return empty if the user wants no more
  Optional<Operation> next(int number, long seen, Context<?> context);

  /// Every kind of operation and every answer that is not a maybe.
  static Calls tour() {
    List<Operation> script =
        List.of(
            new Get("a"),
            new Put("a", "x", 0),
            new Get("a"),
            new Put("b", "y", 3),
            new Get("b"),
            new Put("a", "y", 0),
            new Put("a", "z", 2),
            new Get("a"),
            new Put("a", "z", 1),
            new Get("a"),
            new Put("b", "x", 0),
            new Get("b"));
    return (number, seen, context) ->
        number < script.size() ? Optional.of(script.get(number)) : Optional.empty();
  }

  /// Gets and puts by turns, so that a put meets only what others have done since, or what its own
  /// first try did. One put in six is under an older version than the user has seen; none under one
  /// that the key may yet reach, so a put that was refused once is refused for ever. No two puts
  /// write the same value.
  ///
  /// @param count how many calls there are
  /// @param keys over how many keys they are spread
  static Calls races(int count, int keys) {
    return (number, seen, context) -> {
      String key = "k" + number / 2 % keys;
      if (number >= count) {
        return Optional.empty();
      }
      if (number % 2 == 0) {
        return Optional.of(new Get(key));
      }
      long version = context.random(6) == 0 ? Math.max(0, seen - 1) : seen;
      return Optional.of(new Put(key, context.self() + "." + number, version));
    };
  }
}
