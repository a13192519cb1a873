package ds.system.kv.bootstrap;

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

/// What a member that has nothing on its disk asks the others.
///
/// One that was added to a cluster at work learns its number and the cluster's: the others drew
/// them, and know it by its address. Its own token says nothing, as a cluster that was restored
/// from a snapshot has a number that nobody can compute.
///
/// And whoever has nothing must never have been started. A member that has lost its directory has
/// forgotten its votes, and writes that were acknowledged because it held them: with an empty log
/// and its old number it could make a majority that knows nothing of them. So it does not start if
/// any of the others knows that it was there before. If none of them answers, nobody can tell.
final class Joining {

  /// How long a cluster may need until the news that somebody was added has reached a member, and a
  /// member until it has read its disk.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private Joining() {}

  /// Lets a founder begin with nothing, unless the others know that it was started before.
  ///
  /// Those that do not answer do not hinder it, as all begin together. One that answers, but knows
  /// nobody at the address, may not have read its disk yet; so it is asked again for a while.
  ///
  /// @throws LostDirectoryException if it was started before
  static void demandFirstStart(FirstStart start, ClusterMember self) throws IOException {
    InitialCluster cluster = start.beginning().cluster();
    List<InetSocketAddress> others = others(cluster, self).stream().map(Joining::address).toList();
    if (others.isEmpty()) {
      return;
    }
    try (var inquiry = new Inquiry(address(self), TransportSettings.DEFAULT, start.security())) {
      long begin = System.nanoTime();
      while (!mayBegin(inquiry.ask(others), start)) {
        if (System.nanoTime() - begin > PATIENCE) {
          return; // it was removed, and will be told so
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  /// Whether all that have answered know it, and none that it was started.
  private static boolean mayBegin(List<Known> answers, FirstStart start) throws IOException {
    String cluster = Long.toHexString(start.beginning().cluster().clusterId());
    List<Known> ours = answers.stream().filter(it -> it.cluster().equals(cluster)).toList();
    demandNeverStarted(ours, start);
    return ours.stream().allMatch(it -> it.caller().isPresent());
  }

  private static void demandNeverStarted(List<Known> answers, FirstStart start) throws IOException {
    for (Known known : answers) {
      if (known.hasStarted() && known.caller().isPresent()) {
        String member = known.caller().get();
        throw new LostDirectoryException(
            """
            member %s has already been bootstrapped, as member %s says, and %s holds nothing of \
            it: without what it has promised it would be another one. Remove it and add it again, \
            with etcdctl member remove %s and etcdctl member add %s --peer-urls=%s, and start it \
            with --initial-cluster-state existing\
            """
                .formatted(
                    member,
                    known.member(),
                    start.data(),
                    member,
                    start.name(),
                    start.advertised().getFirst()));
      }
    }
  }

  private static List<ClusterMember> others(InitialCluster cluster, ClusterMember self) {
    return cluster.members().stream().filter(it -> it.id() != self.id()).toList();
  }

  private static InetSocketAddress address(ClusterMember member) {
    return ServerUrl.parse(member.peerUrls().getFirst()).address();
  }

  /// @param self as the initial cluster has it, under a number that is not its own
  /// @throws IOException if nobody knows it, or those who do are of several clusters, or it was
  ///   started before
  static Identity identity(FirstStart start, ClusterMember self) throws IOException {
    InitialCluster cluster = start.beginning().cluster();
    InetSocketAddress address = start.advertised().getFirst().address();
    List<ClusterMember> others = others(cluster, self);
    try (var inquiry = new Inquiry(address, TransportSettings.DEFAULT, start.security())) {
      long begin = System.nanoTime();
      do {
        Optional<Identity> identity = ask(inquiry, others, start);
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
            + start.advertised().getFirst()
            + "; add it first, with etcdctl member add");
  }

  /// Empty if most of them do not know us, or not by the same number.
  private static Optional<Identity> ask(
      Inquiry inquiry, List<ClusterMember> others, FirstStart start) throws IOException {
    Map<String, List<ClusterMember>> clusters = new TreeMap<>();
    List<Known> answers = new ArrayList<>();
    for (ClusterMember other : others) {
      var known = inquiry.ask(address(other));
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
    Optional<String> agreed = agreed(answers.stream().map(Known::caller).toList(), others.size());
    if (agreed.isPresent()) {
      demandNeverStarted(answers.stream().filter(it -> it.caller().equals(agreed)).toList(), start);
    }
    return agreed.map(name ->
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
