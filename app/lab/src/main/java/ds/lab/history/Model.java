package ds.lab.history;

import java.util.Optional;

/// What an object does when it is used by one client at a time: the yardstick for a history.
///
/// A model is a value without state of its own. Its states are immutable and are told apart by
/// `equals`, as are inputs and outputs: records do.
///
/// @param <S> the object's states
/// @param <I> what it can be asked
/// @param <O> what it can answer
public interface Model<S, I, O> {

  S initial();

  /// The state after `input` was answered by `output`; empty if the object would not give this
  /// answer in this state.
  Optional<S> step(S state, I input, O output);

  /// The state after `input` took effect and nobody saw the answer.
  S unseen(S state, I input);

  /// Which of the independent objects that make up this one is concerned. Operations of different
  /// parts neither see nor change each other's state, so a history is linearizable exactly if it is
  /// so part by part (Herlihy and Wing, theorem 1).
  default Object part(I input) {
    return "";
  }

  /// Whether the operation, given its answer if it had one, leaves every state as it is. A checker
  /// need not try different places for it.
  default boolean onlyReads(Operation<I, O> operation) {
    return false;
  }

  /// An operation in a few words, such as `read → 3`.
  default String describe(Operation<I, O> operation) {
    return operation.input() + operation.output().map(output -> " → " + output).orElse(" → ?");
  }

  /// A state as the end of a sentence, such as `it held 3`.
  default String describeState(S state) {
    return "the state was " + state;
  }

  /// What of a state concerns an operation, as the end of a sentence. Worth telling apart if a
  /// state has many parts.
  default String describeState(S state, I input) {
    return describeState(state);
  }

  /// About how many bytes a state takes, for the bound on memory.
  default int bytes(S state) {
    return 64;
  }
}
