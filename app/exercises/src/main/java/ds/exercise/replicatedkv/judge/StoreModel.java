package ds.exercise.replicatedkv.judge;

import ds.exercise.replicatedkv.Operation;
import ds.exercise.replicatedkv.Operation.Append;
import ds.exercise.replicatedkv.Operation.Get;
import ds.exercise.replicatedkv.Operation.Put;
import ds.exercise.replicatedkv.Result;
import ds.exercise.replicatedkv.Result.Value;
import ds.exercise.replicatedkv.Result.Written;
import ds.lab.history.Model;
import java.util.Optional;

/// What the store answers if it has one copy. Keys are independent, so a state is that of one key.
record StoreModel() implements Model<Value, Operation, Result> {

  private static final Value ABSENT = new Value("", 0);

  @Override
  public Value initial() {
    return ABSENT;
  }

  @Override
  public Object part(Operation input) {
    return input.key();
  }

  @Override
  public Optional<Value> step(Value state, Operation input, Result output) {
    Value next = unseen(state, input);
    Result right = input instanceof Get ? state : new Written(next.version());
    return output.equals(right) ? Optional.of(next) : Optional.empty();
  }

  @Override
  public Value unseen(Value state, Operation input) {
    return switch (input) {
      case Get _ -> state;
      case Put(_, var value) -> new Value(value, state.version() + 1);
      case Append(_, var value) -> new Value(state.value() + value, state.version() + 1);
    };
  }

  @Override
  public boolean onlyReads(ds.lab.history.Operation<Operation, Result> operation) {
    return operation.input() instanceof Get;
  }

  @Override
  public String describe(ds.lab.history.Operation<Operation, Result> operation) {
    return operation
        .output()
        .map(output -> words(operation.input(), output))
        .orElse(words(operation.input()) + " → ?");
  }

  @Override
  public String describeState(Value state) {
    return state.version() == 0
        ? "the key was never written"
        : "it held \"" + state.value() + "\" at version " + state.version();
  }

  /// In words: `get k0 → "c1.1", version 1`.
  static String words(Operation operation, Result result) {
    return words(operation) + " → " + words(result);
  }

  private static String words(Operation operation) {
    return switch (operation) {
      case Get(var key) -> "get " + key;
      case Put(var key, var value) -> "put " + key + " \"" + value + "\"";
      case Append(var key, var value) -> "append " + key + " \"" + value + "\"";
    };
  }

  private static String words(Result result) {
    return switch (result) {
      case Value(var value, long version) -> "\"" + value + "\", version " + version;
      case Written(long version) -> "written, version " + version;
    };
  }
}
