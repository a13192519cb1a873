package ds.system.kv.roster;

import ds.core.Durable;
import ds.core.NodeId;
import java.util.List;

/// What a cluster knows of one member, beside its part in the Raft.
///
/// @param id drawn from its first peer addresses and the cluster's token; never used again after
///   the member was removed
/// @param name for people; empty until the member has started for the first time
/// @param peerUrls where the other members reach it
/// @param clientUrls where clients reach it; empty until it has started for the first time
public record ClusterMember(long id, String name, List<String> peerUrls, List<String> clientUrls)
    implements Durable {

  public ClusterMember {
    peerUrls = List.copyOf(peerUrls);
    clientUrls = List.copyOf(clientUrls);
  }

  /// The name of the member's node.
  public NodeId node() {
    return node(id);
  }

  /// The name of a member's node: its number in hexadecimal, as etcdctl prints it.
  public static NodeId node(long id) {
    return new NodeId(Long.toHexString(id));
  }

  /// The number of the member that runs a node.
  public static long id(NodeId node) {
    return Long.parseUnsignedLong(node.name(), 16);
  }

  /// The same member under other addresses for its peers.
  public ClusterMember withPeerUrls(List<String> urls) {
    return new ClusterMember(id, name, urls, clientUrls);
  }

  /// The same member after it has started and told its name and its clients' addresses.
  public ClusterMember published(String newName, List<String> urls) {
    return new ClusterMember(id, newName, peerUrls, urls);
  }
}
