package ds.exercise.exactlyonce;

import ds.core.Effect;
import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.exactlyonce.Answers.Answer;
import ds.exercise.judge.Facts;
import ds.exercise.sandbox.Footprint;
import ds.lab.history.model.Bindings;
import ds.lab.history.model.VersionedKeyValueModel;
import ds.lab.history.model.VersionedKeyValueModel.Conflict;
import ds.lab.history.model.VersionedKeyValueModel.Get;
import ds.lab.history.model.VersionedKeyValueModel.Maybe;
import ds.lab.history.model.VersionedKeyValueModel.Missing;
import ds.lab.history.model.VersionedKeyValueModel.Output;
import ds.lab.history.model.VersionedKeyValueModel.Put;
import ds.lab.history.model.VersionedKeyValueModel.Value;
import ds.lab.scenario.Goal;
import ds.lab.scenario.HistoryFact;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a store, its clerks and locks promise. The handout explains each property under its name.
final class Promises {

  private Promises() {}

  /// A put that is answered by an error.
  static boolean isRefused(Answer answer) {
    return answer.input() instanceof Put
        && (answer.output() instanceof Conflict || answer.output() instanceof Missing);
  }

  /// A user who is alone is answered as by one copy of the store. A maybe leaves two states
  /// possible, until an answer tells which it is.
  static final class Sequential implements Invariant<KvMessage> {
    private final VersionedKeyValueModel model = new VersionedKeyValueModel();
    private final Answers answers = new Answers();
    private final Predicate<Answer> concern;
    private Set<Bindings<Value>> possible = Set.of(model.initial());

    /// @param concern which answers are judged
    Sequential(Predicate<Answer> concern) {
      this.concern = concern;
    }

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      return answers.take(step).flatMap(this::judge);
    }

    private Optional<String> judge(Answer answer) {
      Set<Bindings<Value>> next = new LinkedHashSet<>();
      for (Bindings<Value> state : possible) {
        if (isRight(answer, state)) {
          next.add(model.unseen(state, answer.input()));
          if (answer.output() instanceof Maybe) {
            next.add(state);
          }
        }
      }
      if (!next.isEmpty()) {
        possible = next;
      } else if (concern.test(answer)) {
        String state = model.describeState(possible.iterator().next(), answer.input());
        return Optional.of(answer.words() + ", but before it " + state);
      }
      return Optional.empty();
    }

    /// The model forgives a conflict where no key is; a user wants to know.
    private boolean isRight(Answer answer, Bindings<Value> state) {
      boolean isForgiven =
          answer.output() instanceof Conflict && state.get(answer.input().key()).isEmpty();
      return !isForgiven && model.step(state, answer.input(), answer.output()).isPresent();
    }
  }

  /// Whoever was told that a put was refused never sees its value.
  static final class Truthful implements Invariant<KvMessage> {
    private final Answers answers = new Answers();
    private final Map<String, NodeId> refused = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      return answers.take(step).flatMap(this::judge);
    }

    private Optional<String> judge(Answer answer) {
      if (isRefused(answer)) {
        String value = ((Put) answer.input()).value();
        refused.put(value, answer.user());
        return read.contains(value)
            ? Optional.of(answer.words() + ", but its value was read already")
            : Optional.empty();
      }
      if (answer.output() instanceof Value(var value, _)) {
        read.add(value);
        return Optional.ofNullable(refused.get(value))
            .map(writer ->
                answer.words() + ", but " + writer + " was told that this put was not done");
      }
      return Optional.empty();
    }
  }

  /// Nobody says maybe who has asked only once: the first answer is the truth.
  static final class Hesitant implements Invariant<KvMessage> {
    private final Answers answers = new Answers();
    private final Map<NodeId, Integer> asked = new HashMap<>();

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      if (Facts.of(step).stream().anyMatch(HistoryFact.Invoked.class::isInstance)) {
        asked.put(step.node(), 0);
      }
      for (Effect<KvMessage> effect : step.effects()) {
        if (effect instanceof Effect.Send<KvMessage>(var to, _) && !to.equals(step.node())) {
          asked.merge(step.node(), 1, Integer::sum);
        }
      }
      return answers.take(step).filter(it -> it.output() instanceof Maybe).flatMap(this::judge);
    }

    private Optional<String> judge(Answer answer) {
      if (answer.input() instanceof Get) {
        return Optional.of(answer.words() + ", but a get can be repeated until it is answered");
      }
      return asked.getOrDefault(answer.user(), 0) < 2
          ? Optional.of(answer.words() + ", but its clerk has asked only once")
          : Optional.empty();
    }
  }

  /// A call has one answer.
  static final class Once implements Invariant<KvMessage> {
    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof UserFact.AnsweredUnasked(var answer)) {
          return Optional.of(step.node() + " does not wait for an answer, but is told " + answer);
        }
      }
      return Optional.empty();
    }
  }

  /// However many clients have come, the server remembers no more than after the first of them.
  static final class Bounded implements Invariant<KvMessage> {
    private long first = -1;

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof UserFact.Visited(int count, _)
            && world.host(step.node()).node() instanceof Crowd crowd) {
          return judge(count, Footprint.of(crowd.server()));
        }
      }
      return Optional.empty();
    }

    private Optional<String> judge(int count, long now) {
      first = first < 0 ? now : first;
      return now - first <= ExactlyOnceExercise.GROWTH_MAX
          ? Optional.empty()
          : Optional.of(
              "the server remembered "
                  + first
                  + " things after the first "
                  + Crowd.BATCH
                  + " clients, and remembers "
                  + now
                  + " after "
                  + count);
    }
  }

  /// All who came were answered.
  static final class CrowdServed implements Goal<KvMessage> {
    private boolean isServed;

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        isServed |= fact.equals(new UserFact.Visited(Crowd.CLIENTS, 0));
      }
    }

    @Override
    public boolean isReached(World<KvMessage> world) {
      return isServed;
    }
  }

  /// No two users hold the same lock.
  static final class Exclusive implements Invariant<KvMessage> {
    private final Map<String, NodeId> holders = new HashMap<>();

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof UserFact.LetsGo(var lock)) {
          holders.remove(lock);
        } else if (fact instanceof UserFact.Holds(var lock)) {
          NodeId holder = holders.put(lock, step.node());
          if (holder != null) {
            return Optional.of(
                step.node() + " holds lock " + lock + ", which " + holder + " holds too");
          }
        }
      }
      return Optional.empty();
    }
  }

  /// Everybody has had every lock, as often as wanted, and nobody holds one any more.
  static final class AllServed implements Goal<KvMessage> {
    private final int expected;
    private int released;

    /// @param expected how often a lock is acquired in all
    AllServed(int expected) {
      this.expected = expected;
    }

    @Override
    public void see(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        released += fact instanceof UserFact.LetsGo ? 1 : 0;
      }
    }

    @Override
    public boolean isReached(World<KvMessage> world) {
      return released >= expected;
    }

    @Override
    public String missing(World<KvMessage> world) {
      return "locks were to be had " + expected + " times, and were let go " + released + " times";
    }
  }

  /// Whether a user is answered so in this step.
  static boolean isAnswered(Step<KvMessage> step, Output output) {
    return Facts.of(step).contains(new HistoryFact.Returned(output));
  }
}
