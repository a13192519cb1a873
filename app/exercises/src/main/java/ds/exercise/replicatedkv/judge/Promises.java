package ds.exercise.replicatedkv.judge;

import ds.core.Fact;
import ds.core.NodeId;
import ds.core.Step;
import ds.exercise.judge.Facts;
import ds.exercise.replicatedkv.KvMessage;
import ds.exercise.replicatedkv.Operation;
import ds.exercise.replicatedkv.Operation.Get;
import ds.exercise.replicatedkv.Operation.Put;
import ds.exercise.replicatedkv.Result;
import ds.exercise.replicatedkv.Result.Value;
import ds.exercise.replicatedkv.Result.Written;
import ds.lab.scenario.HistoryFact.Invoked;
import ds.lab.scenario.HistoryFact.Returned;
import ds.lab.scenario.Invariant;
import ds.lab.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What clients are promised of each single answer, so that a run ends at the answer that is wrong.
/// What they are promised of all answers together is linearizability.
final class Promises {

  private static final Pattern PIECES = Pattern.compile(";");

  private Promises() {}

  /// Looks at calls and their answers.
  abstract static class OfAnswers implements Invariant<KvMessage> {
    private final Map<NodeId, Operation> calls = new HashMap<>();

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof Invoked(var operation)) {
          calls.put(step.node(), (Operation) operation);
          onCall(step.node(), (Operation) operation);
        } else if (fact instanceof Returned(var result)) {
          Operation operation = calls.remove(step.node());
          if (operation != null) {
            return onAnswer(step.node(), operation, (Result) result)
                .map(why ->
                    step.node()
                        + "'s "
                        + StoreModel.words(operation, (Result) result)
                        + ", but "
                        + why);
          }
        }
      }
      return Optional.empty();
    }

    void onCall(NodeId client, Operation operation) {}

    /// @return what speaks against the answer
    abstract Optional<String> onAnswer(NodeId client, Operation operation, Result result);
  }

  /// A client that is alone is answered as by one copy.
  static final class Right extends OfAnswers {
    private final StoreModel model = new StoreModel();
    private final Map<String, Value> state = new HashMap<>();

    @Override
    Optional<String> onAnswer(NodeId client, Operation operation, Result result) {
      Value before = state.getOrDefault(operation.key(), model.initial());
      state.put(operation.key(), model.unseen(before, operation));
      return model.step(before, operation, result).isPresent()
          ? Optional.empty()
          : Optional.of("before it " + model.describeState(before));
    }
  }

  /// A get is answered by a value, and a write by its version.
  static final class Fitting extends OfAnswers {
    @Override
    Optional<String> onAnswer(NodeId client, Operation operation, Result result) {
      return operation instanceof Get == result instanceof Value
          ? Optional.empty()
          : Optional.of("that is the answer to something else");
    }
  }

  /// No two writes are told the same version.
  static final class Distinct extends OfAnswers {
    private final Map<String, Map<Long, NodeId>> writers = new HashMap<>();

    @Override
    Optional<String> onAnswer(NodeId client, Operation operation, Result result) {
      if (operation instanceof Get) {
        return Optional.empty();
      }
      NodeId other =
          writers
              .computeIfAbsent(operation.key(), _ -> new HashMap<>())
              .put(result.version(), client);
      return Optional.ofNullable(other)
          .map(it -> it + " was told that version " + result.version() + " is its write");
    }
  }

  /// Whoever asks after an answer sees at least what was answered.
  static final class Fresh extends OfAnswers {
    private final Map<String, Long> answered = new HashMap<>();
    private final Map<NodeId, Long> known = new HashMap<>();

    @Override
    void onCall(NodeId client, Operation operation) {
      known.put(client, answered.getOrDefault(operation.key(), 0L));
    }

    @Override
    Optional<String> onAnswer(NodeId client, Operation operation, Result result) {
      long before = known.getOrDefault(client, 0L);
      answered.merge(operation.key(), result.version(), Math::max);
      boolean isOld =
          operation instanceof Get ? result.version() < before : result.version() <= before;
      return isOld
          ? Optional.of("version " + before + " had been answered before it was asked")
          : Optional.empty();
    }
  }

  /// Whoever sees the same version of a key sees the same value, which is the one that was put.
  static final class Agreed extends OfAnswers {
    private final Map<String, Map<Long, String>> values = new HashMap<>();

    @Override
    Optional<String> onAnswer(NodeId client, Operation operation, Result result) {
      if (operation instanceof Put(var key, var value)) {
        return compare(key, result.version(), value);
      }
      return result instanceof Value(var value, long version)
          ? compare(operation.key(), version, value)
          : Optional.empty();
    }

    private Optional<String> compare(String key, long version, String value) {
      String other = values.computeIfAbsent(key, _ -> new HashMap<>()).putIfAbsent(version, value);
      return other == null || other.equals(value)
          ? Optional.empty()
          : Optional.of("somebody else knows version " + version + " as \"" + other + "\"");
    }
  }

  /// No write is done twice: a key has at most as many versions as writes were asked for, and no
  /// piece of a value is there twice.
  static final class Once extends OfAnswers {
    private final Map<String, Long> asked = new HashMap<>();

    @Override
    void onCall(NodeId client, Operation operation) {
      if (!(operation instanceof Get)) {
        asked.merge(operation.key(), 1L, Long::sum);
      }
    }

    @Override
    Optional<String> onAnswer(NodeId client, Operation operation, Result result) {
      if (result instanceof Value(var value, _)) {
        Set<String> pieces = new HashSet<>();
        for (String piece : PIECES.splitAsStream(value).toList()) {
          if (!pieces.add(piece)) {
            return Optional.of("\"" + piece + "\" was written once");
          }
        }
      }
      long writes = asked.getOrDefault(operation.key(), 0L);
      return result.version() > writes
          ? Optional.of("of this key, " + writes + " writes were asked for so far")
          : Optional.empty();
    }
  }

  /// A write that was asked for where no majority can be reached is not answered there.
  static final class ByMajority implements Invariant<KvMessage> {
    private final Set<NodeId> apart = new HashSet<>();

    @Override
    public Optional<String> check(World<KvMessage> world, Step<KvMessage> step) {
      if (!apart.isEmpty()) {
        apart.removeIf(client -> Client.comesToMajority(world, client));
      }
      for (Fact fact : Facts.of(step)) {
        if (fact instanceof Returned(Written _) && apart.contains(step.node())) {
          return Optional.of(
              step.node()
                  + " is told that its write is done, but it has reached no majority since it"
                  + " asked");
        }
        apart.remove(step.node());
        if (fact instanceof Invoked && !Client.comesToMajority(world, step.node())) {
          apart.add(step.node());
        }
      }
      return Optional.empty();
    }
  }
}
