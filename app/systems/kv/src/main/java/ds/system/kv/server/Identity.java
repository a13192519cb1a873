package ds.system.kv.server;

import ds.core.Durable;
import ds.system.kv.roster.ClusterMember;
import java.util.List;

/// Who the member in a data directory is, written when it is started for the first time. Later
/// starts go by it, whatever the flags say about how the cluster began.
///
/// @param bootstrap the members with which the cluster began; empty for one that joined later
/// @param peers where to find the others at first
record Identity(long cluster, long member, List<ClusterMember> bootstrap, List<ClusterMember> peers)
    implements Durable {

  /// The stream of the journal that holds it.
  static final String STREAM = "identity";

  Identity {
    bootstrap = List.copyOf(bootstrap);
    peers = List.copyOf(peers);
  }
}
