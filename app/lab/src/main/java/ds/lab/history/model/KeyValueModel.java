package ds.lab.history.model;

import ds.lab.history.Accesses;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.KeyValueModel.Input;
import ds.lab.history.model.KeyValueModel.Output;
import java.util.List;
import java.util.Optional;

/// A store of values under keys. A key without a value reads as the empty string.
public record KeyValueModel()
    implements Model<Bindings<String>, Input, Output>, Accesses<Input, Output> {

  public sealed interface Input {
    String key();
  }

  /// Answered by [Value].
  public record Get(String key) implements Input {}

  /// Answered, like all that follow, by [Done].
  public record Put(String key, String value) implements Input {}

  public record Append(String key, String value) implements Input {}

  public record Delete(String key) implements Input {}

  public sealed interface Output {}

  public record Value(String value) implements Output {}

  public record Done() implements Output {}

  @Override
  public Bindings<String> initial() {
    return Bindings.empty();
  }

  @Override
  public Optional<Bindings<String>> step(Bindings<String> state, Input input, Output output) {
    Output expected =
        input instanceof Get(var key) ? new Value(state.get(key).orElse("")) : new Done();
    return output.equals(expected) ? Optional.of(unseen(state, input)) : Optional.empty();
  }

  @Override
  public Bindings<String> unseen(Bindings<String> state, Input input) {
    return switch (input) {
      case Get _ -> state;
      case Put(var key, var value) -> state.with(key, value);
      case Append(var key, var value) -> state.with(key, state.get(key).orElse("") + value);
      case Delete(var key) -> state.without(key);
    };
  }

  @Override
  public Object part(Input input) {
    return input.key();
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.input() instanceof Get;
  }

  @Override
  public List<Access> accesses(Operation<Input, Output> operation) {
    String key = operation.input().key();
    return switch (operation.input()) {
      case Get _ ->
          operation.output().orElse(new Done()) instanceof Value(var value)
              ? List.of(new Accesses.Read(key, Optional.of(value).filter(v -> !v.isEmpty())))
              : List.of();
      case Put(_, var value) ->
          List.of(value.isEmpty() ? new Blurred(key) : new Accesses.Write(key, value));
      case Append _, Delete _ -> List.of(new Blurred(key));
    };
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Get(var key) -> "get " + key;
          case Put(var key, var value) -> "put " + key + " " + Words.quoted(value);
          case Append(var key, var value) -> "append " + key + " " + Words.quoted(value);
          case Delete(var key) -> "delete " + key;
        };
    return Words.call(
        call,
        operation
            .output()
            .map(output -> output instanceof Value(var value) ? Words.quoted(value) : "ok"));
  }

  @Override
  public String describeState(Bindings<String> state, Input input) {
    String held =
        state.get(input.key()).map(Words::quoted).map(v -> "held " + v).orElse("was missing");
    return "key " + input.key() + " " + held;
  }

  @Override
  public int bytes(Bindings<String> state) {
    return 64 + 16 * state.size();
  }
}
