package broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a server has for another one, until that one has confirmed it.
final class Mailbox {

  /// Rounds for which a value waits to be confirmed. The other one confirms within one of its own
  /// rounds, but rounds are not in step, and letters take their time.
  private static final int ROUNDS = 3;

  private final TreeSet<Long> fresh = new TreeSet<>();

  /// Sent and not confirmed, with the number of rounds since.
  private final SortedMap<Long, Integer> waiting = new TreeMap<>();

  private final TreeSet<Long> thanks = new TreeSet<>();

  void add(long value) {
    fresh.add(value);
  }

  void thank(long value) {
    thanks.add(value);
  }

  void confirmed(long value) {
    fresh.remove(value);
    waiting.remove(value);
  }

  /// One more round is over: what has waited for too long is to be sent again.
  void endRound() {
    waiting.replaceAll((_, rounds) -> rounds + 1);
    waiting.forEach((value, rounds) -> {
      if (rounds >= ROUNDS) {
        fresh.add(value);
      }
    });
  }

  boolean hasFresh() {
    return !fresh.isEmpty();
  }

  boolean isEmpty() {
    return fresh.isEmpty() && thanks.isEmpty();
  }

  /// Takes out all that is to be sent.
  Letter letter() {
    List<Long> values = new ArrayList<>(fresh);
    Letter letter = new Letter(values, new ArrayList<>(thanks));
    values.forEach(value -> waiting.put(value, 0));
    fresh.clear();
    thanks.clear();
    return letter;
  }
}
