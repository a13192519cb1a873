package ds.runtime.transport;

import ds.core.Check;
import ds.core.NodeId;

/// Who a process is among its peers.
///
/// @param cluster equal for all members of one cluster and for no one else
/// @param member unique in the cluster; a name as of a [NodeId]
public record PeerIdentity(String cluster, String member) {

  public PeerIdentity {
    Check.that(NodeId.isName(cluster), "a cluster's name follows the rules for names of nodes");
    Check.that(NodeId.isName(member), "a member's name follows the rules for names of nodes");
  }
}
