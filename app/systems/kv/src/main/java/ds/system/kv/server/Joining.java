package ds.system.kv.server;

import ds.core.NodeId;
import ds.runtime.transport.Inquiry;
import ds.runtime.transport.Inquiry.Known;
import ds.runtime.transport.TransportSettings;
import ds.system.kv.cluster.InitialCluster;
import ds.system.kv.cluster.ServerUrl;
import ds.system.kv.roster.ClusterMember;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How a member that was added to a cluster at work learns its number: the others drew it when they
/// added it, and know it by its address.
final class Joining {

  /// How long a cluster may need until the news that somebody was added has reached a member.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private Joining() {}

  /// @param self as the initial cluster has it, under a number that is not its own
  /// @throws IOException if nobody knows it
  static Identity identity(ServerSettings settings, ClusterMember self) throws IOException {
    InitialCluster cluster = settings.beginning().cluster();
    InetSocketAddress address = settings.addresses().advertisedPeers().getFirst().address();
    List<ClusterMember> others =
        cluster.members().stream().filter(it -> it.id() != self.id()).toList();
    try (var inquiry =
        new Inquiry(
            Long.toHexString(cluster.clusterId()),
            address,
            TransportSettings.DEFAULT,
            settings.security().peers())) {
      long begin = System.nanoTime();
      do {
        Optional<Identity> identity = ask(inquiry, cluster.clusterId(), others);
        if (identity.isPresent()) {
          return identity.get();
        }
        LockSupport.parkNanos(PAUSE);
      } while (System.nanoTime() - begin < PATIENCE);
    }
    throw new IOException(
        "none of "
            + others.stream().flatMap(it -> it.peerUrls().stream()).toList()
            + " knows a member at "
            + settings.addresses().advertisedPeers().getFirst()
            + "; add it first, with etcdctl member add, and use the cluster's token");
  }

  /// Empty if none of them knows us.
  private static Optional<Identity> ask(Inquiry inquiry, long cluster, List<ClusterMember> others) {
    Optional<String> self = Optional.empty();
    List<ClusterMember> peers = new ArrayList<>();
    for (ClusterMember other : others) {
      Optional<Known> known = inquiry.ask(ServerUrl.parse(other.peerUrls().getFirst()).address());
      if (known.isPresent()) {
        long id = ClusterMember.id(new NodeId(known.get().member()));
        peers.add(new ClusterMember(id, other.name(), other.peerUrls(), List.of()));
        self = self.or(known.get()::caller);
      }
    }
    return self.map(
        name -> new Identity(cluster, ClusterMember.id(new NodeId(name)), List.of(), peers));
  }
}
