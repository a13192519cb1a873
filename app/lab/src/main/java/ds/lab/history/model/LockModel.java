package ds.lab.history.model;

import ds.lab.history.Model;
import ds.lab.history.Operation;
import ds.lab.history.model.LockModel.Input;
import ds.lab.history.model.LockModel.Output;
import java.util.Optional;

/// Locks by name, each held by one owner at most. A state binds the locks that are held to their
/// owners. The model is also the test of mutual exclusion: two owners that were both granted a lock
/// have no legal order.
public record LockModel() implements Model<Bindings<String>, Input, Output> {

  public sealed interface Input {
    String lock();

    String owner();
  }

  /// Answered by [Granted], or by [Refused] if the lock is held, by the same owner too.
  public record Acquire(String lock, String owner) implements Input {}

  /// Answered by [Released], or by [Refused] if the owner does not hold the lock.
  public record Release(String lock, String owner) implements Input {}

  public sealed interface Output {}

  public record Granted() implements Output {}

  public record Released() implements Output {}

  public record Refused() implements Output {}

  @Override
  public Bindings<String> initial() {
    return Bindings.empty();
  }

  @Override
  public Optional<Bindings<String>> step(Bindings<String> state, Input input, Output output) {
    Optional<String> holder = state.get(input.lock());
    Output expected =
        switch (input) {
          case Acquire _ -> holder.isEmpty() ? new Granted() : new Refused();
          case Release(_, var owner) ->
              holder.equals(Optional.of(owner)) ? new Released() : new Refused();
        };
    return output.equals(expected) ? Optional.of(unseen(state, input)) : Optional.empty();
  }

  @Override
  public Bindings<String> unseen(Bindings<String> state, Input input) {
    Optional<String> holder = state.get(input.lock());
    return switch (input) {
      case Acquire(var lock, var owner) -> holder.isEmpty() ? state.with(lock, owner) : state;
      case Release(var lock, var owner) ->
          holder.equals(Optional.of(owner)) ? state.without(lock) : state;
    };
  }

  @Override
  public Object part(Input input) {
    return input.lock();
  }

  @Override
  public boolean onlyReads(Operation<Input, Output> operation) {
    return operation.output().filter(Refused.class::isInstance).isPresent();
  }

  @Override
  public String describe(Operation<Input, Output> operation) {
    String call =
        switch (operation.input()) {
          case Acquire(var lock, var owner) -> owner + " acquires " + lock;
          case Release(var lock, var owner) -> owner + " releases " + lock;
        };
    return Words.call(
        call, operation.output().map(output -> output instanceof Refused ? "refused" : "ok"));
  }

  @Override
  public String describeState(Bindings<String> state, Input input) {
    return input.lock() + " was " + state.get(input.lock()).map(o -> "held by " + o).orElse("free");
  }
}
