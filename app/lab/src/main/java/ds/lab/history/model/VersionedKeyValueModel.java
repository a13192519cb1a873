package ds.lab.history.model;

import ds.lab.history.Accesses;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.VersionedKeyValueModel.Input;
import ds.lab.history.model.VersionedKeyValueModel.Output;
import ds.lab.history.model.VersionedKeyValueModel.Value;
import java.util.List;
import java.util.Optional;

/// A store that counts the writes of every key, so that a client can write on the condition that
/// nobody wrote since it read. With that, a put that is repeated because its answer was lost takes
/// effect at most once.
public record VersionedKeyValueModel()
    implements Model<Bindings<Value>, Input, Output>, Accesses<Input, Output> {

  public sealed interface Input {
    String key();
  }

  /// Answered by [Value] or [Missing].
  public record Get(String key) implements Input {}

  /// Writes if the key has had `version` writes, none being a key that is missing. Answered by
  /// [Done]; by [Conflict] or [Missing] if the version is another; by [Maybe] in either case, if
  /// the client repeated the put and so cannot know whether it met its own first try.
  public record Put(String key, String value, long version) implements Input {}

  public sealed interface Output {}

  /// @param version how many writes the key has had
  public record Value(String value, long version) implements Output {

    @Override
    public String toString() {
      return Words.quoted(value) + " at version " + version;
    }
  }

  public record Missing() implements Output {}

  public record Done() implements Output {}

  public record Conflict() implements Output {}

  public record Maybe() implements Output {}

  @Override
  public Bindings<Value> initial() {
    return Bindings.empty();
  }

  @Override
  public Optional<Bindings<Value>> step(Bindings<Value> state, Input input, Output output) {
    boolean isPossible =
        switch (input) {
          case Get(var key) ->
              output.equals(state.get(key).map(Output.class::cast).orElse(new Missing()));
          case Put put -> isPossible(put, state, output);
        };
    return isPossible ? Optional.of(unseen(state, input)) : Optional.empty();
  }

  private static boolean isPossible(Put put, Bindings<Value> state, Output output) {
    boolean isCurrent = put.version == version(state, put.key);
    return switch (output) {
      case Done() -> isCurrent;
      case Conflict() -> !isCurrent;
      case Missing() -> !isCurrent && version(state, put.key) == 0;
      case Maybe() -> true;
      case Value _ -> false;
    };
  }

  @Override
  public Bindings<Value> unseen(Bindings<Value> state, Input input) {
    return switch (input) {
      case Get _ -> state;
      case Put(var key, var value, var version) ->
          version == version(state, key) ? state.with(key, new Value(value, version + 1)) : state;
    };
  }

  private static long version(Bindings<Value> state, String key) {
    return state.get(key).map(Value::version).orElse(0L);
  }

  @Override
  public Object part(Input input) {
    return input.key();
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.input() instanceof Get
        || operation
            .output()
            .filter(o -> o instanceof Conflict || o instanceof Missing)
            .isPresent();
  }

  @Override
  public List<Access> accesses(Operation<Input, Output> operation) {
    if (operation.output().isEmpty()) {
      return operation.input() instanceof Put(var key, var value, _)
          ? List.of(new Accesses.Write(key, value))
          : List.of();
    }
    String key = operation.input().key();
    return switch (operation.output().get()) {
      case Value(var value, _) -> List.of(new Accesses.Read(key, Optional.of(value)));
      case Missing() ->
          operation.input() instanceof Get
              ? List.of(new Accesses.Read(key, Optional.empty()))
              : List.of();
      case Done() ->
          operation.input() instanceof Put(_, var value, _)
              ? List.of(new Accesses.Write(key, value))
              : List.of();
      case Maybe() -> List.of(new Blurred(key));
      case Conflict() -> List.of();
    };
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Get(var key) -> "get " + key;
          case Put(var key, var value, var version) ->
              "put " + key + " " + Words.quoted(value) + " if at version " + version;
        };
    return Words.call(call, operation.output().map(VersionedKeyValueModel::describe));
  }

  private static String describe(Output output) {
    return switch (output) {
      case Value value -> value.toString();
      case Missing() -> "no such key";
      case Done() -> "ok";
      case Conflict() -> "version conflict";
      case Maybe() -> "maybe";
    };
  }

  @Override
  public String describeState(Bindings<Value> state, Input input) {
    String held =
        state.get(input.key()).map(Value::toString).map(v -> "held " + v).orElse("was missing");
    return "key " + input.key() + " " + held;
  }

  @Override
  public int bytes(Bindings<Value> state) {
    return 96 + 16 * state.size();
  }
}
