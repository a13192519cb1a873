package ds.lab.history.model;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.SetModel.Elements;
import ds.lab.history.model.SetModel.Input;
import ds.lab.history.model.SetModel.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A set of elements, empty at the start. Its state is what a read of the whole set answers.
public record SetModel() implements Model<Elements, Input, Output> {

  public sealed interface Input {}

  /// Answered by [Done], or by [Changed] if the set tells whether the element is new.
  public record Add(String element) implements Input {}

  /// Answered by [Done], or by [Changed] if the set tells whether the element was in it.
  public record Remove(String element) implements Input {}

  /// Answered by [Present].
  public record Contains(String element) implements Input {}

  /// Answered by [Elements].
  public record Read() implements Input {}

  public sealed interface Output {}

  public record Done() implements Output {}

  public record Changed(boolean changed) implements Output {}

  public record Present(boolean present) implements Output {}

  /// @param elements kept sorted, each once
  public record Elements(List<String> elements) implements Output {

    public Elements {
      elements = List.copyOf(new TreeSet<>(elements));
    }

    boolean contains(String element) {
      return elements.contains(element);
    }

    Elements with(String element) {
      return contains(element) ? this : new Elements(Words.with(elements, element));
    }

    Elements without(String element) {
      List<String> rest = new ArrayList<>(elements);
      return rest.remove(element) ? new Elements(rest) : this;
    }
  }

  @Override
  public Elements initial() {
    return new Elements(List.of());
  }

  @Override
  public Optional<Elements> step(Elements state, Input input, Output output) {
    Elements next = unseen(state, input);
    boolean isPossible =
        switch (output) {
          case Done() -> input instanceof Add || input instanceof Remove;
          case Changed(var changed) ->
              (input instanceof Add || input instanceof Remove) && changed == !next.equals(state);
          case Present(var present) ->
              input instanceof Contains(var element) && present == state.contains(element);
          case Elements all -> input instanceof Read && all.equals(state);
        };
    return isPossible ? Optional.of(next) : Optional.empty();
  }

  @Override
  public Elements unseen(Elements state, Input input) {
    return switch (input) {
      case Add(var element) -> state.with(element);
      case Remove(var element) -> state.without(element);
      case Contains _, Read _ -> state;
    };
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.input() instanceof Read
        || operation.input() instanceof Contains
        || operation.output().equals(Optional.of(new Changed(false)));
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Add(var element) -> "add " + element;
          case Remove(var element) -> "remove " + element;
          case Contains(var element) -> "contains " + element;
          case Read() -> "read";
        };
    return Words.call(call, operation.output().map(SetModel::describe));
  }

  private static String describe(Output output) {
    return switch (output) {
      case Done() -> "ok";
      case Changed(var changed) -> changed ? "changed" : "unchanged";
      case Present(var present) -> present ? "yes" : "no";
      case Elements(var all) -> "{" + Words.listed(all) + "}";
    };
  }

  @Override
  public String describeState(Elements state) {
    return "the set held {" + Words.listed(state.elements()) + "}";
  }

  @Override
  public int bytes(Elements state) {
    return 80 + 8 * state.elements().size();
  }
}
