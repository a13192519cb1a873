package ds.exercise.catchthebug;

import java.util.List;

/// Knows what has to go wrong, and when, so that a mistake does harm.
public interface Sabotage {

  /// The most mishaps that a schedule may have.
  int MISHAPS_MAX = 12;

  /// A schedule under which two processes of this kind decide differently.
  ///
  /// @return at most [#MISHAPS_MAX], in any order; they may overlap
  List<Mishap> against(Culprit culprit);

  /// Whom a schedule is written against.
  enum Culprit {

    /// Acceptors that accept whatever they are asked to, though they have promised a higher ballot.
    FICKLE,

    /// Acceptors that never write down what they accept.
    FORGETFUL,

    /// Proposers that do not write down which ballot they start.
    CARELESS
  }
}
