package ds.trial.kv.judge;

/// What a judge says of a whole trial. Only [Pass] is a pass.
public sealed interface Ruling {

  record Pass() implements Ruling {}

  /// @param witness what was seen that cannot have been right, in sentences
  record Fail(String witness) implements Ruling {}

  /// @param reason what the trial lacked, or which bound stopped the judge
  record Unknown(String reason) implements Ruling {}
}
