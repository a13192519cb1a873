package exactlyonce;

import ds.exercise.exactlyonce.KvMessage;
import ds.exercise.exactlyonce.Operation;
import ds.exercise.exactlyonce.Result;

/// What clerks and the server say to each other. It is yours: change it as you need.
///
/// | a clerk asks | the server answers |
/// |--------------|--------------------|
/// | [Ask]        | [Tell]             |
sealed interface KvPeer extends KvMessage.Peer {

  record Ask(Operation operation) implements KvPeer {}

  record Tell(Result result) implements KvPeer {}
}
