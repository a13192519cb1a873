package ds.exercise.replicatedkv;

import ds.core.NodeId;
import java.util.Optional;

/// What is said in the exercise.
///
/// | who      | says          | to whom       | hears                               |
/// |----------|---------------|---------------|-------------------------------------|
/// | a client | [Request]     | a server      | [Reply] or [AskAnother], or nothing |
/// | a server | [Peer], yours | other servers | [Peer], yours                       |
///
/// A client is known by its name, and numbers its calls from 1. It waits for the answer to a call
/// before it makes the next one. If it hears nothing for half a second, it asks another server,
/// under the same number.
public sealed interface KvMessage {

  record Request(long number, Operation operation) implements KvMessage {}

  /// @param number of the call that is answered
  record Reply(long number, Result result) implements KvMessage {}

  /// The server can do nothing for the call now. The client will ask another one.
  ///
  /// @param leader whom to ask, if the server knows
  record AskAnother(long number, Optional<NodeId> leader) implements KvMessage {}

  /// What servers say to each other: records of yours.
  non-sealed interface Peer extends KvMessage {}
}
