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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How a member that was added to a cluster at work learns its number and the cluster's: the others
/// drew them, and know it by its address. Its own token says nothing, as a cluster that was
/// restored from a snapshot has a number that nobody can compute.
final class Joining {

  /// How long a cluster may need until the news that somebody was added has reached a member.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private Joining() {}

  /// @param self as the initial cluster has it, under a number that is not its own
  /// @throws IOException if nobody knows it, or those who do are of several clusters
  static Identity identity(ServerSettings settings, ClusterMember self) throws IOException {
    InitialCluster cluster = settings.beginning().cluster();
    InetSocketAddress address = settings.addresses().advertisedPeers().getFirst().address();
    List<ClusterMember> others =
        cluster.members().stream().filter(it -> it.id() != self.id()).toList();
    try (var inquiry =
        new Inquiry(address, TransportSettings.DEFAULT, settings.security().peers())) {
      long begin = System.nanoTime();
      do {
        Optional<Identity> identity = ask(inquiry, others);
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
            + "; add it first, with etcdctl member add");
  }

  /// Empty if none of them knows us.
  private static Optional<Identity> ask(Inquiry inquiry, List<ClusterMember> others)
      throws IOException {
    Map<String, List<ClusterMember>> clusters = new TreeMap<>();
    Optional<Known> knowing = Optional.empty();
    for (ClusterMember other : others) {
      var known = inquiry.ask(ServerUrl.parse(other.peerUrls().getFirst()).address());
      if (known.isPresent()) {
        long id = number(known.get().member());
        clusters
            .computeIfAbsent(known.get().cluster(), _ -> new ArrayList<>())
            .add(new ClusterMember(id, other.name(), other.peerUrls(), List.of()));
        knowing = knowing.or(() -> known.filter(it -> it.caller().isPresent()));
      }
    }
    if (knowing.isPresent() && clusters.size() > 1) {
      throw new IOException(
          "--initial-cluster names members of several clusters: " + clusters.values());
    }
    return knowing.map(it ->
        new Identity(
            number(it.cluster()),
            number(it.caller().orElseThrow()),
            List.of(),
            clusters.getOrDefault(it.cluster(), List.of())));
  }

  /// As members and clusters are named among processes.
  private static long number(String name) {
    return ClusterMember.id(new NodeId(name));
  }
}
