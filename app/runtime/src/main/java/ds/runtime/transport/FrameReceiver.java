package ds.runtime.transport;

import java.net.InetSocketAddress;

/// What a host does with what its peers send. Called on the transport's threads, which carry all
/// other traffic too: it must not block.
public interface FrameReceiver {

  /// A frame has arrived. On one lane frames of one peer come one at a time and in the order in
  /// which they were sent; some may be missing. The lanes of a peer may call at the same time.
  ///
  /// @param buffer valid during the call; afterwards the connection uses it again
  void received(String from, Lane lane, byte[] buffer, int offset, int length);

  /// A member of this cluster calls that is not a peer here. It may have joined while this process
  /// was away, and its messages may be the only way to learn of that. A host that wants to hear it
  /// makes it a peer, now or later: the member keeps calling.
  ///
  /// @param address where the member says that it listens
  default void knocked(String member, InetSocketAddress address) {}

  /// Whether a process that comes from a peer's address may be told that it is that peer. A host
  /// says no of a peer that leaves the cluster, as another may soon come in its place.
  default boolean vouchesFor(String peer) {
    return true;
  }

  /// Whether a peer has been started at some time, as far as is known here. A process that comes
  /// from its address and knows nothing is told so.
  default boolean hasStarted(String peer) {
    return false;
  }

  /// A connection to a peer has come about.
  default void reached(String peer, Lane lane) {}

  /// There is no connection to a peer, or none any more. It is tried again, and this is said again
  /// only if the reason is another one.
  default void lost(String peer, Lane lane, String why) {}

  /// A peer says that this member has been removed from the cluster.
  default void removed(String by) {}
}
