package ds.lab.history;

import java.util.Optional;

/// One call of a client, from its invocation to its answer.
///
/// @param id the operation's place in its [History], counted from 0 in the order of invocation
/// @param process the client that called; a client waits for one operation at a time
/// @param output what it was answered; empty if the outcome is unknown, in which case the operation
///   may take effect at any time after its invocation, or never
public record Operation<I, O>(int id, String process, I input, Optional<O> output, Span span) {

  /// The stretch of time in which an operation takes effect.
  ///
  /// Positions count the events of the history and are what the checkers compare; two events have
  /// never the same one. Times are for people.
  ///
  /// @param invoked position of the invocation
  /// @param returned position of the answer, or [#NEVER]
  /// @param invokedAt time of the invocation
  /// @param returnedAt time of the answer; without one, when the client gave up or, if it still
  ///   waits, when the history ends
  public record Span(int invoked, int returned, long invokedAt, long returnedAt) {

    /// The position of an answer that did not come: after all others.
    public static final int NEVER = Integer.MAX_VALUE;
  }

  /// Whether nobody saw what became of it.
  public boolean isUnknown() {
    return span.returned() == Span.NEVER;
  }

  /// Whether it was answered before `other` was called, so that no order may turn the two around.
  public boolean precedes(Operation<I, O> other) {
    return span.returned() < other.span.invoked();
  }
}
