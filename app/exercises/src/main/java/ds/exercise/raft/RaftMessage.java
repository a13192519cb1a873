package ds.exercise.raft;

/// What is said in the exercise.
///
/// | who asks | what                       | what it hears             |
/// |----------|----------------------------|---------------------------|
/// | a client | [Propose]                  | [Accepted] or [NotLeader] |
/// | a server | [Peer]: messages of yours  | [Peer]: messages of yours |
public sealed interface RaftMessage {

  /// Asks to append a command to the log. A client asks all servers at once.
  ///
  /// @param id of the request, from 1 for each client
  /// @param command never empty, and no two requests have the same
  record Propose(long id, String command) implements RaftMessage {}

  /// The command stands in the leader's log. It may still be lost with its leader.
  ///
  /// @param id of the request
  /// @param index where it stands
  /// @param term of the leader
  record Accepted(long id, long index, long term) implements RaftMessage {}

  /// The server does not lead, as far as it knows, and has done nothing.
  ///
  /// @param id of the request
  record NotLeader(long id) implements RaftMessage {}

  /// What servers say to each other: declare a sealed family of records of your own under it.
  non-sealed interface Peer extends RaftMessage {}
}
