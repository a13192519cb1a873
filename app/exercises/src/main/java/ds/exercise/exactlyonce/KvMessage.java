package ds.exercise.exactlyonce;

/// What is said in the exercise.
///
/// | who              | asks          | whom                    | who answers       |
/// |------------------|---------------|-------------------------|-------------------|
/// | a user           | [Call]        | the clerk beside it     | [Returned]        |
/// | a user           | [Acquire]     | the lock client beside it | [Acquired]      |
/// | a user           | [Release]     | the lock client beside it | [Released]      |
/// | a clerk          | [Peer], yours | the server              | [Peer], yours     |
public sealed interface KvMessage {

  /// One at a time: a user waits for its answer.
  record Call(Operation operation) implements KvMessage {}

  record Returned(Result result) implements KvMessage {}

  /// The user does not hold the lock, and wants it however long it takes.
  record Acquire(String lock) implements KvMessage {}

  /// From now on the user holds the lock.
  record Acquired(String lock) implements KvMessage {}

  /// The user holds the lock, and needs it no more.
  record Release(String lock) implements KvMessage {}

  record Released(String lock) implements KvMessage {}

  /// What clerks and the server say to each other: records of yours.
  non-sealed interface Peer extends KvMessage {}
}
