package ds.exercise.primarybackup;

/// What a store answers.
public sealed interface Result {

  record Value(String value) implements Result {}

  record Done() implements Result {}
}
