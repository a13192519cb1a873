package ds.exercise.ping;

/// What is said in the exercise.
///
/// | a pinger asks | a ponger answers |
/// |---------------|------------------|
/// | [Ping]        | [Pong]           |
public sealed interface PingMessage {

  /// @param number of the question, from 1
  record Ping(int number) implements PingMessage {}

  /// @param number of the question that is answered
  record Pong(int number) implements PingMessage {}
}
