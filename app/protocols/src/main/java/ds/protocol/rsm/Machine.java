package ds.protocol.rsm;

import ds.core.Durable;
import ds.protocol.raft.log.Command;

/// A deterministic state machine: the same commands in the same order lead to the same state and
/// the same results, everywhere.
///
/// What can go wrong with a command is a result like any other. An exception stops every replica.
public interface Machine {

  /// A question about the state: a record that the machine understands.
  interface Query {}

  /// An answer of the machine: a record.
  interface Result {

    /// About how many bytes the result takes, for the bound on remembered results; constant.
    default int size() {
      return 32;
    }
  }

  /// Carries out a command.
  Result apply(Command command);

  /// Answers a question, and changes nothing.
  Result query(Query query);

  /// The state as of now, in pieces of some kilobytes each: a view that later commands do not
  /// change, read lazily and more than once. [ds.protocol.rsm.state.Pieces] makes such a view.
  Iterable<Durable> snapshot();

  /// Goes back to the state before the first command.
  void clear();

  /// Takes in a piece of a snapshot, after [#clear] and the pieces before it.
  void restore(Durable piece);
}
