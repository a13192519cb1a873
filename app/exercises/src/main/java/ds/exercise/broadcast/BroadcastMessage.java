package ds.exercise.broadcast;

/// What clients and broadcasting servers say to each other.
///
/// | a client asks | a server answers |
/// |---------------|------------------|
/// | [Broadcast]   | [Stored]         |
public sealed interface BroadcastMessage {

  /// Shall reach all servers. A client that hears nothing says it again, to this server or another.
  ///
  /// @param value differs from those of all other broadcasts
  record Broadcast(long value) implements BroadcastMessage {}

  /// The value is safe: whatever happens to the server, all servers will deliver it.
  record Stored(long value) implements BroadcastMessage {}

  /// What servers say to each other: declare a sealed family of your own below it.
  non-sealed interface Peer extends BroadcastMessage {}
}
