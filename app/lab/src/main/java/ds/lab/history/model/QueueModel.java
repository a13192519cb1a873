package ds.lab.history.model;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.QueueModel.Input;
import ds.lab.history.model.QueueModel.Output;
import java.util.List;
import java.util.Optional;

/// A queue that gives its items back in the order in which it got them.
public record QueueModel() implements Model<List<String>, Input, Output> {

  public sealed interface Input {}

  /// Answered by [Done].
  public record Enqueue(String item) implements Input {}

  /// Answered by [Item] or [Empty].
  public record Dequeue() implements Input {}

  public sealed interface Output {}

  public record Done() implements Output {}

  public record Item(String item) implements Output {}

  public record Empty() implements Output {}

  @Override
  public List<String> initial() {
    return List.of();
  }

  @Override
  public Optional<List<String>> step(List<String> state, Input input, Output output) {
    Output expected =
        switch (input) {
          case Enqueue _ -> new Done();
          case Dequeue() -> state.isEmpty() ? new Empty() : new Item(state.getFirst());
        };
    return output.equals(expected) ? Optional.of(unseen(state, input)) : Optional.empty();
  }

  @Override
  public List<String> unseen(List<String> state, Input input) {
    return switch (input) {
      case Enqueue(var item) -> Words.with(state, item);
      case Dequeue() -> state.isEmpty() ? state : List.copyOf(state.subList(1, state.size()));
    };
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.output().filter(Empty.class::isInstance).isPresent();
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Enqueue(var item) -> "enqueue " + item;
          case Dequeue() -> "dequeue";
        };
    return Words.call(call, operation.output().map(QueueModel::describe));
  }

  private static String describe(Output output) {
    return switch (output) {
      case Done() -> "ok";
      case Item(var item) -> item;
      case Empty() -> "empty";
    };
  }

  @Override
  public String describeState(List<String> state) {
    return state.isEmpty()
        ? "the queue was empty"
        : "the queue held " + Words.listed(state) + ", in this order";
  }

  @Override
  public int bytes(List<String> state) {
    return 64 + 8 * state.size();
  }
}
