package ds.lab.history.check;

import ds.core.Check;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import ds.lab.history.check.Visited.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The search for an order of one part's operations (Wing and Gong 1993, Lowe 2017).
///
/// Whatever the order, the next operation is one that was called before any unplaced one returned.
/// The search places such an operation, goes on from there, and takes it back when that leads
/// nowhere. Four observations keep it small:
///
/// - Let *first* be the unplaced operation that returned first. What returned before it is placed,
///   what was called after its return is not. So a configuration is *first*, the state, and a bit
///   for each operation under way when *first* returned.
/// - An operation that only reads and is legal now is placed now, without an alternative: from
///   wherever else it would be legal it can be moved here, and nobody notices.
/// - Of equal operations that may be next, the one that returns first goes first: wherever they
///   stand in an order, the two can swap places.
/// - Operations of unknown outcome are optional, and equal ones stand for each other, so they are
///   only counted. Whatever can be done after using more of them can be done after using fewer.
final class LinearizationSearch<S, I, O> {

  private static final int NONE = -1;

  private final Model<S, I, O> model;
  private final Meter meter;
  private final Transitions<S, I, O> transitions;
  private final Overlap<I, O> answered;
  private final List<Group<I, O>> unknown = new ArrayList<>();
  private final Field[] flags;
  private final Visited visited;
  private final Choices choices;

  // The configuration, and how it came about: ranks, and behind them the numbers of groups.
  private int first;
  private int state;
  private final long[] body;
  private final int[] trail;
  private int trailLength;

  // The furthest that any order got.
  private int furthestFirst = NONE;
  private int[] furthestTrail = {};

  /// @param operations those of one part, in the order of invocation
  LinearizationSearch(Model<S, I, O> model, List<Operation<I, O>> operations, Meter meter) {
    this.model = model;
    this.meter = meter;
    this.transitions = new Transitions<>(model, operations.size());
    List<Operation<I, O>> called = new ArrayList<>(operations.size());
    Map<Integer, List<Operation<I, O>>> lost = new LinkedHashMap<>();
    for (Operation<I, O> operation : operations) {
      if (!operation.isUnknown()) {
        called.add(operation);
      } else if (!model.onlyReads(operation)) {
        lost.computeIfAbsent(transitions.kind(operation), _ -> new ArrayList<>()).add(operation);
      }
    }
    this.answered = new Overlap<>(model, transitions, called);

    var layout = new Visited.Layout();
    this.flags = new Field[answered.slotCount()];
    Arrays.setAll(flags, _ -> layout.flag());
    lost.forEach((kind, all) -> unknown.add(new Group<>(kind, all, layout.counter(all.size()))));
    this.visited = layout.visited();

    this.choices = new Choices(layout.words());
    this.state = transitions.initial();
    this.body = new long[layout.words()];
    this.trail = new int[operations.size()];
  }

  Verdict<I, O> run() {
    placeReads();
    enter();
    while (!choices.isEmpty() && first < answered.end()) {
      Optional<String> bound = meter.step(transitions.bytes() + visited.bytes() + choices.bytes());
      if (bound.isPresent()) {
        return new Verdict.Unknown<>(bound.get());
      }
      int choice = choiceAfter(choices.tried());
      if (choice == NONE) {
        leave();
      } else {
        choices.tried(choice);
        attempt(choice % candidates());
      }
    }
    return first == answered.end()
        ? new Verdict.Pass<>(order(Arrays.copyOf(trail, trailLength)))
        : failure();
  }

  private void attempt(int candidate) {
    boolean isOptional = candidate >= answered.end();
    int next = transitions.next(state, kind(candidate));
    if (next == Transitions.ILLEGAL || (isOptional && next == state)) {
      return;
    }
    state = next;
    if (isOptional) {
      use(candidate);
    } else {
      place(candidate);
    }
    placeReads();
    enter();
  }

  /// What may be placed next. The operation that must return first comes first; if it cannot be
  /// placed yet, those come first after which it can. That decides nothing, but finds a legal order
  /// soon if there is one.
  ///
  /// @param tried the choice before, or [#NONE]
  /// @return a candidate in the second round, or in the first if it is less than [#candidates]
  private int choiceAfter(int tried) {
    boolean isBlocked = transitions.next(state, answered.kind(first)) == Transitions.ILLEGAL;
    if (tried == NONE && !isBlocked) {
      return candidates() + first;
    }
    int last = tried == NONE ? NONE : tried % candidates();
    if (isBlocked && tried < candidates()) {
      for (int next = candidateAfter(last); next != NONE; next = candidateAfter(next)) {
        if (unblocks(next)) {
          return next;
        }
      }
      last = NONE;
    }
    for (int next = candidateAfter(last); next != NONE; next = candidateAfter(next)) {
      if (!isBlocked || !unblocks(next)) {
        return candidates() + next;
      }
    }
    return NONE;
  }

  private boolean unblocks(int candidate) {
    int next = transitions.next(state, kind(candidate));
    return next != Transitions.ILLEGAL
        && transitions.next(next, answered.kind(first)) != Transitions.ILLEGAL;
  }

  /// Apart from *first*: the others that may be next in the order of invocation, and then those of
  /// unknown outcome. Reads are left out, for they are placed or illegal.
  private int candidateAfter(int last) {
    int now = answered.returned(first);
    if (last < answered.end()) {
      int from = last == NONE || last == first ? answered.end() : last;
      for (int rank = answered.after(from);
          rank != answered.end() && answered.invoked(rank) < now;
          rank = answered.after(rank)) {
        if (rank != first && !answered.reads(rank) && !answered.yieldsToTwin(rank, now)) {
          return rank;
        }
      }
    }
    return groupFrom(Math.max(last + 1, answered.end()), now);
  }

  private int groupFrom(int candidate, int now) {
    for (int i = candidate; i < candidates(); i++) {
      Group<I, O> group = group(i);
      if (group.invoked(0) > now) {
        return NONE;
      }
      if (group.used < group.operations.size() && group.invoked(group.used) < now) {
        return i;
      }
    }
    return NONE;
  }

  /// Answered operations by rank, and behind them the groups of those of unknown outcome.
  private int candidates() {
    return answered.end() + unknown.size();
  }

  private int kind(int candidate) {
    return candidate < answered.end() ? answered.kind(candidate) : group(candidate).kind;
  }

  private void placeReads() {
    for (int rank = answered.after(answered.end());
        rank != answered.end() && answered.invoked(rank) < answered.returned(first);
        rank = answered.after(rank)) {
      if (answered.reads(rank)) {
        int next = transitions.next(state, answered.kind(rank));
        if (next != Transitions.ILLEGAL) {
          Check.that(next == state, "what only reads leaves the state as it is");
          place(rank);
        }
      }
    }
  }

  private void place(int rank) {
    answered.place(rank);
    trail[trailLength++] = rank;
    if (rank != first) {
      Field flag = flags[answered.slot(rank)];
      body[flag.word()] += flag.unit();
      return;
    }
    for (first++; first < answered.end() && answered.isPlaced(first); first++) {
      Field flag = flags[answered.slot(first)];
      body[flag.word()] -= flag.unit();
    }
  }

  private void use(int candidate) {
    Group<I, O> group = group(candidate);
    group.used++;
    body[group.field.word()] += group.field.unit();
    trail[trailLength++] = candidate;
  }

  private Group<I, O> group(int candidate) {
    return unknown.get(candidate - answered.end());
  }

  /// Goes on from the configuration unless the search was there before; then takes it back.
  private void enter() {
    long head = (long) first << 32 | state;
    if (visited.add(head, body, 0)) {
      choices.push(head, body, trailLength, NONE);
    } else {
      restore();
    }
  }

  private void leave() {
    if (first > furthestFirst || (first == furthestFirst && trailLength > furthestTrail.length)) {
      furthestFirst = first;
      furthestTrail = Arrays.copyOf(trail, trailLength);
    }
    choices.pop();
    if (!choices.isEmpty()) {
      restore();
    }
  }

  private void restore() {
    first = (int) (choices.head() >>> 32);
    state = (int) choices.head();
    choices.copyBody(body);
    while (trailLength > choices.trailLength()) {
      int undone = trail[--trailLength];
      if (undone < answered.end()) {
        answered.takeBack(undone);
      } else {
        group(undone).used--;
      }
    }
  }

  private List<Operation<I, O>> order(int[] steps) {
    List<Operation<I, O>> order = new ArrayList<>(steps.length);
    int[] used = new int[unknown.size()];
    for (int step : steps) {
      order.add(
          step < answered.end()
              ? answered.operation(step)
              : group(step).operations.get(used[step - answered.end()]++));
    }
    return order;
  }

  /// No order passed the return of the furthest *first*, so it could not be placed in any of the
  /// states that the search saw there.
  private Verdict<I, O> failure() {
    Operation<I, O> culprit = answered.operation(furthestFirst);
    Set<String> seen = new LinkedHashSet<>();
    for (int entry = 0; entry < visited.size(); entry++) {
      if (visited.head(entry) >>> 32 == furthestFirst) {
        S reached = transitions.state((int) visited.head(entry));
        seen.add(model.describeState(reached, culprit.input()));
      }
    }
    String words = model.describe(culprit) + " of " + culprit.process();
    String reason = Reasons.cannotBePlaced(words, seen);
    return new Verdict.Fail<>(order(furthestTrail), culprit, reason);
  }

  /// Equal operations of unknown outcome.
  private static final class Group<I, O> {

    private final int kind;
    private final List<Operation<I, O>> operations;
    private final Field field;
    private int used;

    Group(int kind, List<Operation<I, O>> operations, Field field) {
      this.kind = kind;
      this.operations = operations;
      this.field = field;
    }

    int invoked(int index) {
      return operations.get(index).span().invoked();
    }
  }
}
