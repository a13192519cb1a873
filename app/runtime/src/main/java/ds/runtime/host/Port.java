package ds.runtime.host;

import ds.core.NodeId;

/// The edge of the nodes' world: a name to which nodes of the same process can send, and behind
/// which is no node but a program.
@FunctionalInterface
public interface Port<M> {

  /// Takes a message of a node. Called on the node's loop, so it must not wait for anything.
  void receive(NodeId from, M message);
}
