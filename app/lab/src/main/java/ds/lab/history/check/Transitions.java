package ds.lab.history.check;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The steps of a model between numbered states.
///
/// A search meets the same state many times. Numbers make it cheap to remember and to compare, and
/// operations with equal input and output share a *kind*, so that the model is asked once per state
/// and kind, not once per visit.
final class Transitions<S, I, O> {

  static final int ILLEGAL = -1;

  private static final int CACHE_BITS_MAX = 18;

  private final Model<S, I, O> model;
  private final List<S> states = new ArrayList<>();
  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<Kind<I, O>> kinds = new ArrayList<>();
  private final Map<Kind<I, O>, Integer> kindNumbers = new HashMap<>();

  /// Remembered steps, each at the one place that its hash gives it: the newer one stays.
  private final long[] cachedSteps;

  private final int[] cachedResults;
  private final int cacheShift;
  private long bytes;

  /// @param operations how many operations the history has, as a hint
  Transitions(Model<S, I, O> model, int operations) {
    this.model = model;
    int bits = Math.min(CACHE_BITS_MAX, 36 - Integer.numberOfLeadingZeros(operations + 1));
    this.cacheShift = 64 - bits;
    this.cachedSteps = new long[1 << bits];
    this.cachedResults = new int[1 << bits];
    Arrays.fill(cachedSteps, -1);
    this.bytes = 12L << bits;
  }

  int initial() {
    return number(model.initial());
  }

  S state(int number) {
    return states.get(number);
  }

  int kind(Operation<I, O> operation) {
    var kind = new Kind<>(operation.input(), operation.output());
    return kindNumbers.computeIfAbsent(
        kind,
        k -> {
          kinds.add(k);
          return kinds.size() - 1;
        });
  }

  /// The state that an operation of this kind leads to, or [#ILLEGAL].
  int next(int state, int kind) {
    long step = ((long) state << 32) | kind;
    int place = (int) ((step * 0x9E3779B97F4A7C15L) >>> cacheShift);
    if (cachedSteps[place] != step) {
      cachedSteps[place] = step;
      cachedResults[place] = ask(states.get(state), kinds.get(kind));
    }
    return cachedResults[place];
  }

  /// What is kept, in bytes.
  long bytes() {
    return bytes;
  }

  private int ask(S state, Kind<I, O> kind) {
    if (kind.output().isEmpty()) {
      return number(model.unseen(state, kind.input()));
    }
    Optional<S> next = model.step(state, kind.input(), kind.output().get());
    return next.isEmpty() ? ILLEGAL : number(next.get());
  }

  private int number(S state) {
    Integer known = numbers.putIfAbsent(state, states.size());
    if (known != null) {
      return known;
    }
    states.add(state);
    bytes += 64 + model.bytes(state);
    return states.size() - 1;
  }

  private record Kind<I, O>(I input, Optional<O> output) {}
}
