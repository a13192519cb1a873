package ds.system.kv.member;

import ds.core.NodeId;

/// Who waits for an answer.
///
/// @param who the front of this process, or a member that passed the call on
/// @param call the number of the call there
record Asker(NodeId who, long call) {

  /// Nobody: the cluster's own doing.
  static final Asker NOBODY = new Asker(new NodeId("nobody"), 0);
}
