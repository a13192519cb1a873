package ds.protocol.rsm;

import ds.core.NodeId;
import ds.protocol.raft.RaftMessage;
import ds.protocol.raft.log.Command;
import java.util.Optional;

/// What clients and replicas say to each other, named as in figure 6.1 of the Raft dissertation.
///
/// | who asks                  | question         | what a replica answers           |
/// |---------------------------|------------------|----------------------------------|
/// | a client                  | [RegisterClient] | [Registered]                     |
/// |                           | [ClientRequest]  | [Answered] or [SessionExpired]   |
/// |                           | [ClientQuery]    | [Answered]                       |
/// |                           | any of these     | [NotLeader] or [Overloaded]      |
/// | replicas, administrators  | [ForRaft]        | [ForRaft], as [RaftMessage] says |
///
/// A client has one request under way, and sends it again until it is answered.
public sealed interface RsmMessage {

  /// What a client asks.
  sealed interface Request extends RsmMessage {
    RequestId id();
  }

  /// What a replica answers.
  sealed interface Reply extends RsmMessage {
    RequestId id();
  }

  /// Opens a session.
  record RegisterClient(RequestId id) implements Request {}

  record Registered(RequestId id, SessionId session) implements Reply {}

  /// Asks to carry out `command`, once, however often the request arrives.
  record ClientRequest(RequestId id, Command command) implements Request {}

  /// Asks something about the state. It leaves no trace in the log.
  record ClientQuery(RequestId id, Machine.Query query) implements Request {}

  record Answered(RequestId id, Machine.Result result) implements Reply {}

  /// The replicas have forgotten the session. Whether they carried out the command before they
  /// forgot, nobody knows any more; from now on they will not.
  record SessionExpired(RequestId id) implements Reply {}

  /// The replica cannot do it, or lost the leadership while it was about to: in that case the
  /// command may still be carried out.
  ///
  /// @param leader who can, probably
  record NotLeader(RequestId id, Optional<NodeId> leader) implements Reply {}

  /// The leader has enough to do. This copy of the request had no effect.
  record Overloaded(RequestId id) implements Reply {}

  /// The conversation of the Raft inside.
  record ForRaft(RaftMessage message) implements RsmMessage {}
}
