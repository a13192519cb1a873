package exactlyonce;

import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.Operation;
import ds.exercise.exactlyonce.Result;

/// What clerks and the server say to each other.
///
/// | a clerk asks | the server answers |
/// |--------------|--------------------|
/// | [Ask]        | [Tell]             |
sealed interface KvPeer extends KvMessage.Peer {

  /// @param number of the clerk's question, the same when it is asked again
  record Ask(long number, Operation operation) implements KvPeer {}

  /// @param number of the question that is answered
  record Tell(long number, Result result) implements KvPeer {}
}
