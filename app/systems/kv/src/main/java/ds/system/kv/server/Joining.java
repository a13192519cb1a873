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
        "most of "
            + others.stream().flatMap(it -> it.peerUrls().stream()).toList()
            + " do not know a member at "
            + settings.addresses().advertisedPeers().getFirst()
            + "; add it first, with etcdctl member add");
  }

  /// Empty if most of them do not know us, or not by the same number.
  private static Optional<Identity> ask(Inquiry inquiry, List<ClusterMember> others)
      throws IOException {
    Map<String, List<ClusterMember>> clusters = new TreeMap<>();
    List<Known> answers = new ArrayList<>();
    for (ClusterMember other : others) {
      var known = inquiry.ask(ServerUrl.parse(other.peerUrls().getFirst()).address());
      if (known.isPresent()) {
        long id = number(known.get().member());
        clusters
            .computeIfAbsent(known.get().cluster(), _ -> new ArrayList<>())
            .add(new ClusterMember(id, other.name(), other.peerUrls(), List.of()));
        answers.add(known.get());
      }
    }
    if (clusters.size() > 1 && answers.stream().anyMatch(it -> it.caller().isPresent())) {
      throw new IOException(
          "--initial-cluster names members of several clusters: " + clusters.values());
    }
    return agreed(answers.stream().map(Known::caller).toList(), others.size())
        .map(name ->
            new Identity(
                number(answers.getFirst().cluster()),
                number(name),
                List.of(),
                clusters.values().stream().flatMap(List::stream).toList()));
  }

  /// The name that most of the others have for us.
  ///
  /// One that lags may still know us by that of a member which was removed, and had our address
  /// before. But not most of them: who adds a member again has been told that it was removed, so
  /// most of them have that in their logs; and they speak of nobody whom their log has removed,
  /// even where they have yet to apply it, as after a start.
  static Optional<String> agreed(List<Optional<String>> answers, int others) {
    return answers.stream()
        .flatMap(Optional::stream)
        .filter(name -> 2 * answers.stream().filter(Optional.of(name)::equals).count() > others)
        .findFirst();
  }

  /// As members and clusters are named among processes.
  private static long number(String name) {
    return ClusterMember.id(new NodeId(name));
  }
}
