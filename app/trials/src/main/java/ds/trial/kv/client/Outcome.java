package ds.trial.kv.client;

/// How a call ended, as far as its client can know.
public sealed interface Outcome<A> {

  /// It took effect, and this is the answer.
  record Done<A>(A answer) implements Outcome<A> {}

  /// It had no effect and never will have.
  record NotDone<A>(String reason) implements Outcome<A> {}

  /// It has taken effect, or will do so at any later time, or never.
  record Maybe<A>(String reason) implements Outcome<A> {}
}
