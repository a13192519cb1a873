package ds.lab.history.model;

import ds.lab.history.Accesses;
import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.RegisterModel.Input;
import ds.lab.history.model.RegisterModel.Output;
import ds.lab.history.model.RegisterModel.Value;
import java.util.List;
import java.util.Optional;

/// A register that can be read, written, and written on condition. Its state is what a read
/// answers.
///
/// @param initial what it holds at the start
public record RegisterModel(Value initial)
    implements Model<Value, Input, Output>, Accesses<Input, Output> {

  public sealed interface Input {}

  /// Answered by [Value].
  public record Read() implements Input {}

  /// Answered by [Done].
  public record Write(String value) implements Input {}

  /// Writes if the register holds `expected`: answered by [Done], otherwise by [Mismatch].
  public record CompareAndSet(String expected, String value) implements Input {}

  public sealed interface Output {}

  /// @param content empty if nothing was ever written
  public record Value(Optional<String> content) implements Output {

    public static Value of(String content) {
      return new Value(Optional.of(content));
    }
  }

  public record Done() implements Output {}

  public record Mismatch() implements Output {}

  /// A register that holds nothing at the start, as a key that etcd does not know yet.
  public static RegisterModel empty() {
    return new RegisterModel(new Value(Optional.empty()));
  }

  public static RegisterModel holding(String value) {
    return new RegisterModel(Value.of(value));
  }

  @Override
  public Optional<Value> step(Value state, Input input, Output output) {
    Output expected =
        switch (input) {
          case Read() -> state;
          case Write _ -> new Done();
          case CompareAndSet(var value, _) ->
              state.equals(Value.of(value)) ? new Done() : new Mismatch();
        };
    return output.equals(expected) ? Optional.of(unseen(state, input)) : Optional.empty();
  }

  @Override
  public Value unseen(Value state, Input input) {
    return switch (input) {
      case Read() -> state;
      case Write(var value) -> Value.of(value);
      case CompareAndSet(var expected, var value) ->
          state.equals(Value.of(expected)) ? Value.of(value) : state;
    };
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.input() instanceof Read
        || operation.output().filter(Mismatch.class::isInstance).isPresent();
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Read() -> "read";
          case Write(var value) -> "write " + value;
          case CompareAndSet(var expected, var value) -> "cas " + expected + " " + value;
        };
    return Words.call(call, operation.output().map(RegisterModel::describe));
  }

  @Override
  public List<Access> accesses(Operation<Input, Output> operation) {
    return switch (operation.input()) {
      case Read() ->
          operation.output().orElse(new Done()) instanceof Value(var content)
              ? List.of(new Accesses.Read("", content))
              : List.of();
      case Write(var value) -> List.of(new Accesses.Write("", value));
      case CompareAndSet(var expected, var value) -> {
        var write = new Accesses.Write("", value);
        if (operation.isUnknown()) {
          yield List.of(write);
        }
        yield onlyReads(operation)
            ? List.of()
            : List.of(new Accesses.Read("", Optional.of(expected)), write);
      }
    };
  }

  @Override
  public String describeState(Value state) {
    return "the register held " + describe(state);
  }

  private static String describe(Output output) {
    return switch (output) {
      case Value(var content) -> content.orElse("nothing");
      case Done() -> "ok";
      case Mismatch() -> "mismatch";
    };
  }
}
