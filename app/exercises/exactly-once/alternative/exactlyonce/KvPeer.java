package exactlyonce;

import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.Operation;
import ds.exercise.exactlyonce.Result;

/// What clerks and the server say to each other.
///
/// | a clerk asks | the server answers |
/// |--------------|--------------------|
/// | [Question]   | [Answer]           |
sealed interface KvPeer extends KvMessage.Peer {

  /// @param first when the clerk asked for the first time, by its own clock; it tells its questions
  ///   apart
  /// @param attempt which of its tries this is, from 1
  record Question(long first, int attempt, Operation operation) implements KvPeer {}

  /// @param isOwn whether the value that is there now was put by this very question
  record Answer(Question question, Result result, boolean isOwn) implements KvPeer {}
}
