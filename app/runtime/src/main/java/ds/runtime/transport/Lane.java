package ds.runtime.transport;

/// The two ways to a peer. Each is a connection of its own, so that neither waits for the other.
public enum Lane {

  /// Everything a protocol says in the course of its work, in the order in which it was sent.
  /// Heartbeats belong here too: one that overtook the entries sent before it would look like a
  /// loss of them.
  ORDERED,

  /// What is large and may take its time, such as the chunks of a snapshot.
  BULK
}
