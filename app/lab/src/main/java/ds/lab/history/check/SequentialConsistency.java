package ds.lab.history.check;

import ds.core.Check;
import ds.lab.history.History;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.Verdict;
import ds.lab.history.check.Visited.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sequential consistency: there is one order of all operations that explains the answers and keeps
/// the order of each client (Lamport 1979). It may differ from what happened in real time.
///
/// The property is not local: parts that are each sequentially consistent need not be so together.
/// So the whole history is searched at once, and the verdict *unknown* comes earlier than for
/// linearizability. What is linearizable is sequentially consistent, so that is tried first. The
/// next operation of any client may be next in the order; those that only read are placed as soon
/// as they are legal, as in [LinearizationSearch]. An operation of unknown outcome may take effect
/// at any time after those that its client had called before.
public final class SequentialConsistency<S, I, O> {

  private static final int NONE = -1;

  private final Model<S, I, O> model;
  private final Meter meter;
  private final Transitions<S, I, O> transitions;
  private final int[] kinds;
  private final boolean[] reads;
  private final List<Session<I, O>> sessions = new ArrayList<>();
  private final List<Lost<I, O>> lost = new ArrayList<>();
  private final Visited visited;
  private final Choices choices;

  // The configuration, and how it came about: numbers of sessions, and behind them of lost ones.
  private int state;
  private int unplaced;
  private final long[] body;
  private final int[] trail;
  private int trailLength;

  // The furthest that any order got.
  private int fewestUnplaced = Integer.MAX_VALUE;
  private List<Operation<I, O>> furthest = List.of();
  private int furthestState;

  private SequentialConsistency(
      Model<S, I, O> model, List<Operation<I, O>> operations, Bounds bounds) {
    this.model = model;
    this.meter = new Meter(bounds);
    this.transitions = new Transitions<>(model, operations.size());
    this.kinds = new int[operations.size()];
    this.reads = new boolean[operations.size()];
    Map<String, List<Operation<I, O>>> byProcess = new LinkedHashMap<>();
    for (Operation<I, O> operation : operations) {
      kinds[operation.id()] = transitions.kind(operation);
      reads[operation.id()] = model.onlyReads(operation);
      byProcess.computeIfAbsent(operation.process(), _ -> new ArrayList<>()).add(operation);
    }
    var layout = new Visited.Layout();
    byProcess.values().forEach(own -> addSession(own, layout));
    this.visited = layout.visited();
    this.choices = new Choices(layout.words());
    this.state = transitions.initial();
    this.body = new long[layout.words()];
    this.trail = new int[operations.size()];
  }

  private void addSession(List<Operation<I, O>> own, Visited.Layout layout) {
    List<Operation<I, O>> answers = own.stream().filter(o -> !o.isUnknown()).toList();
    var session = new Session<>(answers, layout.number(answers.size()));
    sessions.add(session);
    unplaced += answers.size();
    int earlier = 0;
    for (Operation<I, O> operation : own) {
      if (!operation.isUnknown()) {
        earlier++;
      } else if (!reads[operation.id()]) {
        lost.add(new Lost<>(operation, session, earlier, layout.counter(1)));
      }
    }
  }

  public static <S, I, O> Verdict<I, O> check(Model<S, I, O> model, History<I, O> history) {
    return check(model, history, Bounds.USUAL);
  }

  public static <S, I, O> Verdict<I, O> check(
      Model<S, I, O> model, History<I, O> history, Bounds bounds) {
    Verdict<I, O> verdict = Linearizability.check(model, history, bounds);
    return verdict.isPass() ? verdict : search(model, history, bounds);
  }

  /// The search, without looking for an order that keeps real time first.
  static <S, I, O> Verdict<I, O> search(
      Model<S, I, O> model, History<I, O> history, Bounds bounds) {
    return new SequentialConsistency<>(model, history.operations(), bounds).run();
  }

  private Verdict<I, O> run() {
    placeReads();
    enter();
    while (!choices.isEmpty() && unplaced > 0) {
      long bytes = transitions.bytes() + visited.bytes() + choices.bytes();
      Optional<String> bound = meter.step(bytes);
      if (bound.isPresent()) {
        return new Verdict.Unknown<>(bound.get());
      }
      int candidate = candidateAfter(choices.tried());
      if (candidate == NONE) {
        leave();
      } else {
        choices.tried(candidate);
        attempt(candidate);
      }
    }
    return unplaced == 0 ? new Verdict.Pass<>(order(trailLength, trail)) : failure();
  }

  private void attempt(int candidate) {
    boolean isOptional = candidate >= sessions.size();
    int next = transitions.next(state, kinds[operation(candidate).id()]);
    if (next != Transitions.ILLEGAL && !(isOptional && next == state)) {
      state = next;
      place(candidate);
      placeReads();
      enter();
    }
  }

  /// What may be placed next: the next operation of each session in the order of invocation, and
  /// then the lost ones.
  private int candidateAfter(int tried) {
    int best = NONE;
    if (tried < sessions.size()) {
      int from = tried == NONE ? -1 : invoked(tried);
      for (int i = 0; i < sessions.size(); i++) {
        if (sessions.get(i).hasNext()
            && !reads[operation(i).id()]
            && invoked(i) > from
            && (best == NONE || invoked(i) < invoked(best))) {
          best = i;
        }
      }
    }
    for (int i = Math.max(tried + 1, sessions.size()); best == NONE && i < candidates(); i++) {
      if (lost.get(i - sessions.size()).isAvailable()) {
        best = i;
      }
    }
    return best;
  }

  private void placeReads() {
    for (int i = 0; i < sessions.size(); i++) {
      while (sessions.get(i).hasNext() && reads[operation(i).id()]) {
        int next = transitions.next(state, kinds[operation(i).id()]);
        if (next == Transitions.ILLEGAL) {
          break;
        }
        Check.that(next == state, "what only reads leaves the state as it is");
        place(i);
      }
    }
  }

  private void place(int candidate) {
    trail[trailLength++] = candidate;
    Field field;
    if (candidate < sessions.size()) {
      sessions.get(candidate).next++;
      unplaced--;
      field = sessions.get(candidate).field;
    } else {
      lost.get(candidate - sessions.size()).isUsed = true;
      field = lost.get(candidate - sessions.size()).field;
    }
    body[field.word()] += field.unit();
  }

  private void takeBack(int candidate) {
    if (candidate < sessions.size()) {
      sessions.get(candidate).next--;
      unplaced++;
    } else {
      lost.get(candidate - sessions.size()).isUsed = false;
    }
  }

  private int candidates() {
    return sessions.size() + lost.size();
  }

  private Operation<I, O> operation(int candidate) {
    return candidate < sessions.size()
        ? sessions.get(candidate).operation()
        : lost.get(candidate - sessions.size()).operation;
  }

  private int invoked(int candidate) {
    return operation(candidate).span().invoked();
  }

  /// Goes on from the configuration unless the search was there before; then takes it back.
  private void enter() {
    if (visited.add(state, body, 0)) {
      choices.push(state, body, trailLength, NONE);
    } else {
      restore();
    }
  }

  private void leave() {
    if (unplaced < fewestUnplaced) {
      fewestUnplaced = unplaced;
      furthest = order(trailLength, trail);
      furthestState = state;
    }
    choices.pop();
    if (!choices.isEmpty()) {
      restore();
    }
  }

  private void restore() {
    state = (int) choices.head();
    choices.copyBody(body);
    while (trailLength > choices.trailLength()) {
      takeBack(trail[--trailLength]);
    }
  }

  private List<Operation<I, O>> order(int length, int[] steps) {
    List<Operation<I, O>> order = new ArrayList<>(length);
    int[] next = new int[sessions.size()];
    for (int i = 0; i < length; i++) {
      int step = steps[i];
      order.add(
          step < sessions.size()
              ? sessions.get(step).answered.get(next[step]++)
              : lost.get(step - sessions.size()).operation);
    }
    return order;
  }

  /// Blames, of the operations that could not follow the furthest order, the one called first.
  private Verdict<I, O> failure() {
    Set<Operation<I, O>> done = new HashSet<>(furthest);
    List<Operation<I, O>> stuck =
        sessions.stream()
            .flatMap(session -> session.answered.stream().filter(o -> !done.contains(o)).limit(1))
            .sorted(Comparator.comparingInt(Operation::id))
            .toList();
    return new Verdict.Fail<>(
        furthest,
        stuck.getFirst(),
        Reasons.noneFits(
            stuck.stream().map(o -> o.process() + " with " + model.describe(o)).toList(),
            model.describeState(transitions.state(furthestState), stuck.getFirst().input())));
  }

  /// What one client was answered, in its order.
  private static final class Session<I, O> {

    private final List<Operation<I, O>> answered;
    private final Field field;
    private int next;

    Session(List<Operation<I, O>> answered, Field field) {
      this.answered = answered;
      this.field = field;
    }

    boolean hasNext() {
      return next < answered.size();
    }

    Operation<I, O> operation() {
      return answered.get(next);
    }
  }

  /// An operation of unknown outcome.
  private static final class Lost<I, O> {

    private final Operation<I, O> operation;
    private final Session<I, O> session;

    /// How many of its client's answers it came after.
    private final int earlier;

    private final Field field;
    private boolean isUsed;

    Lost(Operation<I, O> operation, Session<I, O> session, int earlier, Field field) {
      this.operation = operation;
      this.session = session;
      this.earlier = earlier;
      this.field = field;
    }

    boolean isAvailable() {
      return !isUsed && session.next >= earlier;
    }
  }
}
