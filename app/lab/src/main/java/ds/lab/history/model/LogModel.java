package ds.lab.history.model;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.LogModel.Input;
import ds.lab.history.model.LogModel.Output;
import java.util.List;
import java.util.Optional;

/// A log that only grows, and is read from its beginning. A state is the list of its entries.
public record LogModel() implements Model<List<String>, Input, Output> {

  public sealed interface Input {}

  /// Answered by [Done], or by [Position] if the log tells where the entry stands.
  public record Append(String entry) implements Input {}

  /// The first entries, as many as there are but at most `max`: answered by [Entries].
  public record Read(int max) implements Input {}

  public sealed interface Output {}

  public record Done() implements Output {}

  /// @param position counted from 0
  public record Position(int position) implements Output {}

  public record Entries(List<String> entries) implements Output {

    public Entries {
      entries = List.copyOf(entries);
    }
  }

  @Override
  public List<String> initial() {
    return List.of();
  }

  @Override
  public Optional<List<String>> step(List<String> state, Input input, Output output) {
    boolean isPossible =
        switch (input) {
          case Append _ -> output instanceof Done || output.equals(new Position(state.size()));
          case Read(var max) ->
              output.equals(new Entries(state.subList(0, Math.min(max, state.size()))));
        };
    return isPossible ? Optional.of(unseen(state, input)) : Optional.empty();
  }

  @Override
  public List<String> unseen(List<String> state, Input input) {
    return switch (input) {
      case Append(var entry) -> Words.with(state, entry);
      case Read _ -> state;
    };
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.input() instanceof Read;
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Append(var entry) -> "append " + entry;
          case Read(var max) -> max == Integer.MAX_VALUE ? "read" : "read the first " + max;
        };
    return Words.call(call, operation.output().map(LogModel::describe));
  }

  private static String describe(Output output) {
    return switch (output) {
      case Done() -> "ok";
      case Position(var position) -> "at " + position;
      case Entries(var entries) -> "[" + Words.listed(entries) + "]";
    };
  }

  @Override
  public String describeState(List<String> state) {
    return "the log held [" + Words.listed(state) + "]";
  }

  @Override
  public int bytes(List<String> state) {
    return 64 + 8 * state.size();
  }
}
