package ds.lab.history;

import java.util.List;

/// What a checker says about a history. Only [Pass] is a pass.
public sealed interface Verdict<I, O> {

  /// The history keeps the property.
  ///
  /// @param order operations in an order that explains every answer; one of unknown outcome is in
  ///   it if it has to take effect. Empty if the property promises no single order
  record Pass<I, O>(List<Operation<I, O>> order) implements Verdict<I, O> {

    public Pass {
      order = List.copyOf(order);
    }
  }

  /// The history breaks the property.
  ///
  /// @param prefix the longest legal order of operations that was found
  /// @param culprit the operation that cannot be placed
  /// @param reason why, in a sentence
  record Fail<I, O>(List<Operation<I, O>> prefix, Operation<I, O> culprit, String reason)
      implements Verdict<I, O> {

    public Fail {
      prefix = List.copyOf(prefix);
    }
  }

  /// The checker cannot tell.
  ///
  /// @param reason which bound stopped it, or what the history lacks, in a sentence
  record Unknown<I, O>(String reason) implements Verdict<I, O> {}

  default boolean isPass() {
    return this instanceof Pass;
  }
}
